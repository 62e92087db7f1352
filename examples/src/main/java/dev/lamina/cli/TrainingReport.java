package dev.lamina.cli;

import static dev.lamina.cli.Terminal.percent;
import static dev.lamina.cli.Terminal.text;

import dev.lamina.runtime.training.EpochProgress;
import dev.lamina.runtime.training.EpochResult;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.TrainingListener;
import dev.lamina.runtime.training.TrainingResult;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Tells people about a run: a line an epoch, and a progress bar for whoever watches. */
final class TrainingReport implements TrainingListener, AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final Terminal terminal;
  private final boolean json;
  private Optional<RunDescription> run = Optional.empty();
  private Optional<ProgressBar> bar = Optional.empty();

  TrainingReport(Terminal terminal, boolean json) {
    this.terminal = terminal;
    this.json = json;
  }

  /** The name of the device that the run was on; after {@link #started} only. */
  String device() {
    return description().device();
  }

  private RunDescription description() {
    return run.orElseThrow(() -> new IllegalStateException("the run has not started"));
  }

  @Override
  public void started(RunDescription description) {
    run = Optional.of(description);
    print("%s on %s: %s", description.network(), description.device(), description.deviceReason());
    print("device: %s", description.deviceDescription());
    print(
        "data: %s, %d training, %d validation, %d test images",
        description.dataOrigin(),
        description.trainingImages(),
        description.validationImages(),
        description.testImages());
    description.dataNotice().ifPresent(notice -> print("note: %s", notice));
  }

  @Override
  public void epochStarted(int epoch) {
    if (terminal.interactive()) {
      bar = Optional.of(newBar(epoch));
    }
  }

  private ProgressBar newBar(int epoch) {
    return new ProgressBarBuilder()
        .setTaskName("epoch %d/%d".formatted(epoch + 1, epochs()))
        .setInitialMax(description().trainingImages())
        .setUnit(" images", 1)
        .showSpeed()
        .setUpdateIntervalMillis(UPDATE_MILLIS)
        .setConsumer(new ConsoleProgressBarConsumer(terminal.err()))
        .clearDisplayOnFinish()
        .build();
  }

  @Override
  public void stepped(EpochProgress progress) {
    bar.ifPresent(
        shown -> {
          shown.stepTo(progress.images());
          shown.setExtraMessage(text(" loss %.4f", progress.loss()));
        });
  }

  @Override
  public void epochFinished(EpochResult result) {
    close();
    print(
        "epoch %d/%d  lr %s  loss %.4f  train %s  val %s%s  %.1f s  %.0f images/s",
        result.epoch() + 1,
        epochs(),
        text("%.3g", result.learningRate()),
        result.trainLoss(),
        percent(result.trainAccuracy()),
        percent(result.validationAccuracy()),
        result.best() ? " (best)" : "",
        result.trainingSeconds(),
        description().trainingImages() / result.trainingSeconds());
  }

  @Override
  public void finished(TrainingResult result) {
    print(
        "best epoch %d: val %s, test %s; weights in %s",
        result.bestEpoch() + 1,
        percent(result.validationAccuracy()),
        percent(result.testAccuracy()),
        result.checkpoint());
  }

  private int epochs() {
    return description().config().recipe().epochs();
  }

  private void print(String format, Object... values) {
    terminal.say(json, format, values);
  }

  /** Takes the progress bar away. */
  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
