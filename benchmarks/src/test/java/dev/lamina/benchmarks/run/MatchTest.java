package dev.lamina.benchmarks.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.benchmarks.result.Duel;
import dev.lamina.benchmarks.result.Measurement;
import dev.lamina.benchmarks.result.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Duels of shell scripts that only pretend to train. */
class MatchTest {
  private static final Duel DUEL = new Duel("ResNet", "float32");
  private static final Settings SETTINGS =
      new Settings(List.of("ResNet"), List.of("float32"), List.of(), 10, 1, 2, 2, 3, 0, 0.4);
  private static final String STEPS =
      "while read n; do i=0; while [ $i -lt $n ]; do echo '@step %s'; i=$((i+1)); done;"
          + " echo @done; done";

  private final List<String> progress = new ArrayList<>();

  @TempDir private Path logs;

  @Test
  void everySideTrainsSoManyRoundsOfStepsThatFillTheTime() {
    List<Measurement> sides =
        play(side("lamina", 5, "0.1 0.09"), side("djl", 5, "0.25 0.2"), side("slow", 5, "9 9"));

    assertEquals(List.of("lamina", "djl", "slow"), sides.stream().map(Measurement::side).toList());
    assertEquals(List.of(4, 4, 4), roundLengths(sides.get(0)));
    assertEquals(List.of(2, 2, 2), roundLengths(sides.get(1)));
    assertEquals(List.of(1, 1, 1), roundLengths(sides.get(2)));
    assertEquals("library of djl", sides.get(1).library());
    assertEquals(40, sides.get(1).imagesPerSecond(10).median(), 1e-9);
    assertEquals(0.2, sides.get(1).updatePart(), 1e-9);
  }

  @Test
  void laminaIsStartedAgainForItsFirstStepAlone() {
    List<Measurement> sides = play(side("lamina", 5, "0.1 0.1"), side("djl", 5, "0.1 0.1"));

    assertEquals(2, sides.get(0).firstStepSeconds().size());
    assertEquals(1, sides.get(1).firstStepSeconds().size());
    assertTrue(sides.get(0).firstStep().least() > 0);
    assertEquals(List.of(4, 4, 4), roundLengths(sides.get(0)));
  }

  @Test
  void sideThatStartsOnlyOnceIsSkipped() {
    String mark = logs.resolve("started").toString();
    String once =
        "[ -e '%s' ] && { echo 'no second time' >&2; exit 1; }; touch '%s'; ".formatted(mark, mark);
    List<Measurement> sides = play(shell("lamina", once + STEPS.formatted("0.1 0.1")));

    assertEquals("ended without an answer: no second time", sides.get(0).skipped());
  }

  @Test
  void sideThatFailsIsSkippedWithWhatItSaidAndTheOthersGoOn() {
    List<Measurement> sides =
        play(
            shell("lamina", "echo 'RuntimeError: no luck' >&2; exit 1"),
            side("djl", 5, "0.1 0.1"),
            refusing("dl4j"));

    assertEquals("ended without an answer: RuntimeError: no luck", sides.get(0).skipped());
    assertTrue(sides.get(1).measured());
    assertEquals("not for this network", sides.get(2).skipped());
  }

  @Test
  void sideThatFailsInALaterRoundIsSkipped() {
    String twice = "echo @parameters 5; read n; echo '@step 1 1'; echo @done; read n; exit 3";
    List<Measurement> sides = play(side("lamina", 5, "0.1 0.1"), shell("djl", twice));

    assertEquals(List.of(4, 4, 4), roundLengths(sides.get(0)));
    assertTrue(sides.get(1).skipped().startsWith("ended without an answer"));
  }

  @Test
  void anotherNetworkIsNoPeer() {
    List<Measurement> sides = play(side("lamina", 5, "0.1 0.1"), side("djl", 6, "0.1 0.1"));

    assertEquals("its network has 6 parameters, Lamina's 5", sides.get(1).skipped());
  }

  @Test
  void anotherNetworkOfAsManyParametersIsNoPeerEither() {
    String work = "echo @multiplications %d; echo @parameters 5; " + STEPS.formatted("0.1 0.1");
    List<Measurement> sides =
        play(
            shell("lamina", work.formatted(70)),
            shell("dl4j", work.formatted(280)),
            shell("pytorch", work.formatted(70)),
            side("djl", 5, "0.1 0.1"));

    assertEquals(
        "its network takes 280 multiplications an image, Lamina's 70", sides.get(1).skipped());
    assertTrue(sides.get(2).measured());
    assertTrue(sides.get(3).measured());
  }

  @Test
  void progressTellsEveryRound() {
    play(side("lamina", 5, "0.1 0.1"), side("djl", 5, "0.2 0.2"));

    assertEquals(
        "ResNet in float32: round 3 of 3, lamina 100, djl 50", progress.get(progress.size() - 1));
  }

  @Test
  void memoryIsReadFromTheSystemsLines() {
    assertEquals(
        2048, ProcessMemory.peakBytes(List.of("VmPeak:\t  9 kB", "VmHWM:\t     2 kB", "X:")));
    assertEquals(0, ProcessMemory.peakBytes(List.of()));
  }

  @Test
  void coresAreBusyForTheTimeThatIsNeitherIdleNorWaiting() {
    // Ticks went by: user 10, system 20, idle 50, waiting 10, steal 10; guests are in user already.
    assertEquals(
        0.4,
        BusyCores.busyPart("cpu  1 2 3 4 5 6 7 8 9 9", "cpu  11 2 23 54 15 6 7 18 99 9"),
        1e-9);
  }

  private List<Measurement> play(Contender... contenders) {
    return new Match(SETTINGS, DUEL, logs, progress::add).play(List.of(contenders));
  }

  private static List<Integer> roundLengths(Measurement side) {
    return side.rounds().stream().map(List::size).toList();
  }

  private static Contender side(String name, int parameters, String seconds) {
    String hello = "echo noise; echo '@library library of %s'; echo @parameters %d; ";
    return shell(name, hello.formatted(name, parameters) + STEPS.formatted(seconds));
  }

  private static Contender shell(String name, String script) {
    return new Fake(name, List.of("sh", "-c", script));
  }

  private static Contender refusing(String name) {
    return new Fake(name, List.of());
  }

  private record Fake(String name, List<String> words) implements Contender {
    @Override
    public List<String> command(Duel duel) {
      if (words.isEmpty()) {
        throw new Skip("not for this network");
      }
      return words;
    }
  }
}
