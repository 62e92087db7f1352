package dev.lamina.cli;

import dev.lamina.runtime.log.RunLogs;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingListener;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Path;

/**
 * Training as the command line shows it: with lines for people, a progress bar for whoever watches,
 * and logs.
 *
 * @param json whether standard output is for a program
 */
record WatchedTraining(Terminal terminal, boolean json) {

  /**
   * A run that came to its end.
   *
   * @param run what was trained
   * @param result what it came to
   */
  record Finished(RunDescription run, TrainingResult result) {}

  /**
   * Trains.
   *
   * @throws dev.lamina.runtime.training.TrainingStopped if an interruption was requested
   */
  Finished run(Training training, Interruption interruption) {
    try (TrainingReport report = new TrainingReport(terminal, json);
        RunLogs logs = new RunLogs()) {
      TrainingResult result =
          training
              .listener(TrainingListener.all(report, logs, new LogsNotice()))
              .stopWhen(interruption::requested)
              .run();
      return new Finished(report.run(), result);
    }
  }

  /** Says where the logs are, before the first epoch, so that they can be watched. */
  private final class LogsNotice implements TrainingListener {
    @Override
    public void started(RunDescription run) {
      Path report = run.config().out().resolve("report.html");
      terminal
          .people(json)
          .printf("logs: %s; metrics and TensorBoard's events beside it%n", report);
    }
  }
}
