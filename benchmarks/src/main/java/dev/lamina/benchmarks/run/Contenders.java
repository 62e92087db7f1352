package dev.lamina.benchmarks.run;

import dev.lamina.benchmarks.result.ComparisonTable;
import dev.lamina.benchmarks.result.Duel;
import dev.lamina.benchmarks.result.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Everybody who can take part. */
final class Contenders {
  /** The PyTorch that this machine's Python has. */
  static final String PYTORCH = "pytorch";

  /** PyTorch's newer native library, from Java. */
  static final String DJL = "djl";

  /** DeepLearning4J. */
  static final String DL4J = "dl4j";

  /** All peers, in the order of the tables. */
  static final List<String> PEERS = List.of(DJL, PYTORCH, DL4J);

  private final Installation installation;
  private final Settings settings;
  private final Python python;

  Contenders(Installation installation, Settings settings, Python python) {
    this.installation = installation;
    this.settings = settings;
    this.python = python;
  }

  /** Lamina, and the peers that the settings name. */
  List<Contender> all() {
    List<Contender> all = new ArrayList<>();
    all.add(new Plain(ComparisonTable.LAMINA, this::lamina));
    settings.peers().forEach(peer -> all.add(peer(peer)));
    return all;
  }

  private Contender peer(String name) {
    return switch (name) {
      case DJL -> new Plain(name, this::djl);
      case PYTORCH -> new Plain(name, this::pytorch);
      case DL4J -> new Plain(name, this::dl4j);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Command {
    List<String> of(Duel duel);
  }

  private final class Plain implements Contender {
    private final String name;
    private final Command command;

    private Plain(String name, Command command) {
      this.name = name;
      this.command = command;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public List<String> command(Duel duel) {
      List<String> words = new ArrayList<>(command.of(duel));
      words.add(Integer.toString(settings.batchSize()));
      words.add(Integer.toString(settings.threads()));
      return words;
    }

    @Override
    public Map<String, String> environment() {
      return Map.of(
          "OMP_NUM_THREADS", Integer.toString(settings.threads()),
          "DJL_CACHE_DIR", installation.cache().toString());
    }
  }

  private List<String> lamina(Duel duel) {
    return java(
        ComparisonTable.LAMINA,
        "dev.lamina.benchmarks.side.LaminaSide",
        duel.network(),
        duel.precision());
  }

  private List<String> djl(Duel duel) {
    installation.requireJars(DJL);
    Path script = python.torchScript(duel);
    return java(DJL, "dev.lamina.benchmarks.djl.DjlSide", duel.network(), script.toString());
  }

  private List<String> pytorch(Duel duel) {
    return List.of(
        python.interpreter(),
        Python.NO_CACHE,
        installation.pythonFile("train.py").toString(),
        duel.network(),
        duel.precision());
  }

  private List<String> dl4j(Duel duel) {
    installation.requireJars(DL4J);
    if (!duel.network().equals("ResNet")) {
      throw new Contender.Skip("only ResNet is written for it");
    }
    if (!duel.precision().equals("float32")) {
      throw new Contender.Skip("it trains convolutions in float32 only");
    }
    return java(DL4J, "dev.lamina.benchmarks.dl4j.Dl4jSide");
  }

  /** A JVM with the heap that Lamina's launcher chooses, for every side alike. */
  private List<String> java(String jars, String main, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of("-XX:+UseSerialGC", "-Xmn8m", "-cp", installation.jars(jars) + "/*", main));
    words.addAll(List.of(arguments));
    return words;
  }
}
