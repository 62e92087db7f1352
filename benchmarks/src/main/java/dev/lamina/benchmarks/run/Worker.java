package dev.lamina.benchmarks.run;

import dev.lamina.benchmarks.result.Duel;
import dev.lamina.benchmarks.result.Measurement;
import dev.lamina.benchmarks.side.Answers;
import dev.lamina.benchmarks.side.StepTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;

/** The process of one side in a duel. A process that says nothing for minutes is ended. */
final class Worker implements AutoCloseable {
  private static final long PATIENCE_MILLIS = TimeUnit.MINUTES.toMillis(5);
  private static final long FAREWELL_SECONDS = 10;
  private static final double NANO = 1e-9;

  private final Duel duel;
  private final String side;
  private final Path log;
  private final long started;
  private final Process process;
  private final BufferedReader answers;
  private final PrintWriter questions;
  private final List<List<StepTime>> rounds = new ArrayList<>();
  private final Timer watch = new Timer(true);
  private final List<Double> firstStepSeconds;
  private boolean stepped;
  private String library = "";
  private long parameters;
  private OptionalLong multiplications = OptionalLong.empty();

  /**
   * Starts.
   *
   * @param earlier the seconds to the first step of processes that were started before
   * @param log takes what the process writes on standard error
   */
  Worker(Duel duel, Contender contender, List<Double> earlier, Path log) throws IOException {
    this.duel = duel;
    this.side = contender.name();
    this.log = log;
    firstStepSeconds = new ArrayList<>(earlier);
    ProcessBuilder builder =
        new ProcessBuilder(contender.command(duel)).redirectError(log.toFile());
    builder.environment().putAll(contender.environment());
    started = System.nanoTime();
    process = builder.start();
    answers = process.inputReader(StandardCharsets.UTF_8);
    questions = new PrintWriter(process.outputWriter(StandardCharsets.UTF_8), true);
  }

  String side() {
    return side;
  }

  /**
   * Trains steps that do not count; the first one's end is noted.
   *
   * @return the seconds of the last one
   */
  double warmUp(int steps) throws IOException {
    double seconds = 0;
    // One at a time: nobody's first steps should take all of the patience together.
    for (int i = 0; i < steps; i++) {
      seconds = train(1).get(0).seconds();
    }
    return seconds;
  }

  /** Trains the steps of a round. */
  void round(int steps) throws IOException {
    rounds.add(train(steps));
  }

  private List<StepTime> train(int steps) throws IOException {
    TimerTask impatience =
        new TimerTask() {
          @Override
          public void run() {
            process.destroyForcibly();
          }
        };
    watch.schedule(impatience, PATIENCE_MILLIS);
    try {
      questions.println(steps);
      return answer();
    } finally {
      impatience.cancel();
    }
  }

  private List<StepTime> answer() throws IOException {
    List<StepTime> times = new ArrayList<>();
    String line = answers.readLine();
    while (line != null && !line.equals(Answers.DONE)) {
      if (line.startsWith(Answers.STEP)) {
        noteFirstStep();
        times.add(stepTime(line.substring(Answers.STEP.length()).split(" ")));
      } else if (line.startsWith(Answers.LIBRARY)) {
        library = line.substring(Answers.LIBRARY.length());
      } else if (line.startsWith(Answers.PARAMETERS)) {
        parameters = Long.parseLong(line.substring(Answers.PARAMETERS.length()));
      } else if (line.startsWith(Answers.MULTIPLICATIONS)) {
        multiplications =
            OptionalLong.of(Long.parseLong(line.substring(Answers.MULTIPLICATIONS.length())));
      }
      line = answers.readLine();
    }
    if (line == null) {
      throw new Contender.Skip("ended without an answer: " + lastWords());
    }
    return times;
  }

  private void noteFirstStep() {
    if (!stepped) {
      firstStepSeconds.add((System.nanoTime() - started) * NANO);
      stepped = true;
    }
  }

  private static StepTime stepTime(String[] seconds) {
    return new StepTime(Double.parseDouble(seconds[0]), Double.parseDouble(seconds[1]));
  }

  /** What a process that failed said last, or that it was ended. */
  private String lastWords() throws IOException {
    List<String> lines = Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
    // A stack trace's first line, or the last line of whatever else.
    return lines.stream()
        .filter(line -> line.startsWith("Exception in") || line.contains("Error:"))
        .findFirst()
        .or(() -> lines.stream().reduce((first, second) -> second))
        .map(String::strip)
        .orElse("no message; it may have been slow for more than five minutes, or out of memory");
  }

  /** The seconds to the first steps of this process, once it has made one, and of earlier ones. */
  List<Double> firstStepSeconds() {
    return List.copyOf(firstStepSeconds);
  }

  /** Of one image forward, if the side tells. */
  OptionalLong multiplications() {
    return multiplications;
  }

  /** Everything so far. */
  Measurement measurement() {
    return new Measurement(
        duel,
        side,
        "",
        library,
        parameters,
        firstStepSeconds,
        ProcessMemory.peakBytes(process.pid()),
        rounds);
  }

  /** Ends the process. */
  @Override
  public void close() throws IOException {
    watch.cancel();
    questions.close();
    try {
      if (!process.waitFor(FAREWELL_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    answers.close();
  }
}
