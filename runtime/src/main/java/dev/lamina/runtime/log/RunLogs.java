package dev.lamina.runtime.log;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.training.EpochResult;
import dev.lamina.runtime.training.Predictions;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.RunMaterial;
import dev.lamina.runtime.training.TrainingListener;
import dev.lamina.runtime.training.TrainingResult;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/**
 * Writes all of a run's logs into its folder: {@code metrics.jsonl}, {@code metrics.csv}, {@code
 * settings.yaml}, TensorBoard's event files and {@code report.html}. All of them are complete up to
 * the last finished epoch, whenever the run ends.
 *
 * <pre>{@code
 * try (RunLogs logs = new RunLogs()) {
 *   Training.of(network, data).listener(logs).run();
 * }
 * }</pre>
 *
 * <p>A run whose first epoch is not the first of all continues the logs in its folder: what they
 * say of later epochs is dropped, the rest stays. A new run replaces what is there. A file that
 * cannot be written ends the run with a {@link UserError}.
 */
public final class RunLogs implements TrainingListener, AutoCloseable {
  private final Clock clock;
  private Optional<RunDescription> run = Optional.empty();
  private Optional<RunMaterial> material = Optional.empty();
  private Optional<OpenLogs> open = Optional.empty();
  private Optional<Predictions> validation = Optional.empty();
  private Optional<Predictions> test = Optional.empty();

  /** Logs with the system's time. */
  public RunLogs() {
    this(Clock.systemUTC());
  }

  /** Logs with another clock, for files that do not change from run to run. */
  public RunLogs(Clock clock) {
    this.clock = clock;
  }

  /** Something that may fail for want of space or permission. */
  @FunctionalInterface
  private interface Writing {
    void run() throws IOException;
  }

  private void write(Writing writing) {
    try {
      writing.run();
    } catch (IOException e) {
      throw new UserError(
          "cannot write the run's logs to %s (%s); make room there or give another folder"
              .formatted(description().config().out(), e),
          e);
    }
  }

  private RunDescription description() {
    return run.orElseThrow(() -> new IllegalStateException("the run has not started"));
  }

  private OpenLogs logs() {
    return open.orElseThrow(() -> new IllegalStateException("no epoch has started"));
  }

  @Override
  public void started(RunDescription description) {
    run = Optional.of(description);
  }

  @Override
  public void prepared(RunMaterial prepared) {
    material = Optional.of(prepared);
  }

  @Override
  public void epochStarted(int epoch) {
    // Only now it is known whether the run is new.
    openAfter(epoch);
  }

  private void openAfter(int epochs) {
    if (open.isEmpty()) {
      write(() -> open = Optional.of(OpenLogs.open(description(), material(), clock, epochs)));
    }
  }

  private RunMaterial material() {
    return material.orElseThrow(() -> new IllegalStateException("the run was not prepared"));
  }

  @Override
  public void validated(int epoch, Predictions predictions) {
    validation = Optional.of(predictions);
  }

  @Override
  public void epochFinished(EpochResult result) {
    write(() -> logs().epoch(result, validation.orElseThrow()));
  }

  @Override
  public void tested(Predictions predictions) {
    test = Optional.of(predictions);
  }

  @Override
  public void finished(TrainingResult result) {
    // A run that was resumed after its last epoch only had the test left to do.
    openAfter(result.epochs().size());
    write(() -> logs().finished(test.orElseThrow()));
  }

  /** Closes the files; what was written stays. */
  @Override
  public void close() {
    write(
        () -> {
          if (open.isPresent()) {
            open.get().close();
          }
        });
  }
}
