package dev.lamina.benchmarks.run;

import dev.lamina.benchmarks.result.ComparisonJson;
import dev.lamina.benchmarks.result.ComparisonTable;
import dev.lamina.benchmarks.result.Conditions;
import dev.lamina.benchmarks.result.Duel;
import dev.lamina.benchmarks.result.Settings;
import dev.lamina.benchmarks.result.Transcript;
import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmarks/compare}: Lamina beside its peers, on this machine, in one run. */
@Command(
    name = "benchmarks/compare",
    mixinStandardHelpOptions = true,
    description =
        "Trains the same networks with Lamina and with others, in turns, and shows the ratios.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  benchmarks/compare --quick",
      "  benchmarks/compare --models ResNet,DenseNet --peers djl --precision float32"
    })
public final class CompareCommand implements Runnable {
  private static final int USER_ERROR = 2;
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");
  private static final String TRANSCRIPT = "transcript.jsonl";
  static final List<String> MODELS =
      List.of("ResNet", "PreActResNet", "GoogleNet", "DenseNet", "ResNeXt29Small");
  private static final List<String> PRECISIONS = List.of("float32", "bfloat16");

  @Option(
      names = "--models",
      split = ",",
      paramLabel = "NAME",
      description = "Networks, with commas between them. Default: all five.")
  private List<String> models = MODELS;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "djl, pytorch, dl4j. Default: all; one that cannot be had is skipped.")
  private List<String> peers = Contenders.PEERS;

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "NAME",
      description = "float32, bfloat16. Default: both.")
  private List<String> precisions = PRECISIONS;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images of a step. Default: ${DEFAULT-VALUE}.")
  private int batchSize = 128;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of each side. Default: one a core.")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Turns of each side. Default: 4; 2 with --quick.")
  private Optional<Integer> rounds = Optional.empty();

  @Option(
      names = "--steps",
      paramLabel = "N",
      description = "Steps of a round. Default: as many as take 2.5 s; 1.5 s with --quick.")
  private Optional<Integer> steps = Optional.empty();

  @Option(
      names = "--starts",
      paramLabel = "N",
      description = "Starts of Lamina whose first step is timed. Default: 3; 1 with --quick.")
  private Optional<Integer> starts = Optional.empty();

  @Option(names = "--quick", description = "A third of the time, for a wider spread.")
  private boolean quick;

  @Option(
      names = "--output",
      paramLabel = "DIR",
      description = "Where transcript and tables go. Default: runs/compare-DATE-TIME.")
  private Optional<Path> output = Optional.empty();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description = "Go on with a comparison that was interrupted, with its settings.")
  private Optional<Path> resume = Optional.empty();

  @Option(names = "--install-pytorch", description = "First install Debian's package, if needed.")
  private boolean installPyTorch;

  @Parameters(hidden = true, description = "The folder of the benchmarks; the script gives it.")
  private Path home;

  private CompareCommand() {}

  /** Compares, and ends the process with its exit code. */
  public static void main(String[] args) {
    CommandLine line = new CommandLine(new CompareCommand());
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> {
          if (e instanceof UserError) {
            System.err.println("compare: " + e.getMessage());
            return USER_ERROR;
          }
          throw e;
        });
    System.exit(line.execute(args));
  }

  @Override
  public void run() {
    Path folder = resume.or(() -> output).orElseGet(CompareCommand::newFolder);
    Transcript transcript =
        resume.isPresent()
            ? Transcript.read(folder.resolve(TRANSCRIPT))
            : new Transcript(Conditions.here(settings(), BusyCores.now()), List.of());
    System.out.println(transcript.conditions());
    System.out.println(transcript.conditions().settings());
    System.out.println("After an interruption: benchmarks/compare --resume " + folder);
    try {
      compare(folder, transcript);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path newFolder() {
    return Path.of("runs", "compare-" + LocalDateTime.now(ZoneOffset.UTC).format(STAMP));
  }

  private void compare(Path folder, Transcript begun) throws IOException {
    Settings settings = begun.conditions().settings();
    Installation installation = new Installation(home);
    Python python = new Python(installation);
    if (installPyTorch) {
      python.install();
    }
    List<Contender> contenders = new Contenders(installation, settings, python).all();
    Path logs = Files.createDirectories(folder.resolve("logs"));
    Transcript transcript = begun;
    write(folder, begun);
    for (Duel duel : settings.duels()) {
      if (transcript.of(duel).isEmpty()) {
        Match match = new Match(settings, duel, logs, CompareCommand::progress);
        transcript = transcript.with(match.play(contenders));
        write(folder, transcript);
      }
    }
    System.out.println();
    System.out.println(new ComparisonTable(transcript).text());
    System.out.printf("The transcript and the tables are in %s.%n", folder);
  }

  private static void progress(String line) {
    System.out.println(LocalDateTime.now(ZoneOffset.UTC).format(CLOCK) + "  " + line);
  }

  private static void write(Path folder, Transcript transcript) throws IOException {
    transcript.write(folder.resolve(TRANSCRIPT));
    ComparisonTable table = new ComparisonTable(transcript);
    Files.writeString(folder.resolve("table.txt"), table.text());
    Files.writeString(folder.resolve("table.md"), table.markdown());
    Files.writeString(folder.resolve("table.json"), new ComparisonJson(transcript).text());
  }

  private Settings settings() {
    requireKnown("model", models, MODELS);
    requireKnown("peer", peers, Contenders.PEERS);
    requireKnown("precision", precisions, PRECISIONS);
    int roundCount = rounds.orElse(quick ? 2 : 4);
    requirePositive("--batch-size", batchSize);
    requirePositive("--threads", threads);
    requirePositive("--rounds", roundCount);
    int startCount = starts.orElse(quick ? 1 : 3);
    requirePositive("--starts", startCount);
    steps.ifPresent(count -> requirePositive("--steps", count));
    return new Settings(
        models,
        precisions,
        peers,
        batchSize,
        threads,
        startCount,
        quick ? 2 : 3,
        roundCount,
        steps.orElse(0),
        quick ? 1.5 : 2.5);
  }

  private static void requireKnown(String what, List<String> names, List<String> known) {
    for (String name : names) {
      if (!known.contains(name)) {
        throw new UserError(
            "unknown %s '%s'; there are %s".formatted(what, name, String.join(", ", known)));
      }
    }
  }

  private static void requirePositive(String option, int value) {
    if (value < 1) {
      throw new UserError("%s must be at least 1, is %d".formatted(option, value));
    }
  }
}
