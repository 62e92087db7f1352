package dev.lamina.cli;

import dev.lamina.runtime.training.EpochProgress;
import dev.lamina.runtime.training.EpochResult;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.TrainingListener;
import dev.lamina.runtime.training.TrainingResult;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Lines about a run, and under them a progress bar of the epoch for whoever watches. */
final class TrainingReport implements TrainingListener, AutoCloseable {
  private static final int UPDATE_MILLIS = 200;

  private final Terminal terminal;
  private final LineReport lines;
  private Optional<RunDescription> run = Optional.empty();
  private Optional<ProgressBar> bar = Optional.empty();

  TrainingReport(Terminal terminal, boolean json) {
    this.terminal = terminal;
    lines = new LineReport(terminal.people(json));
  }

  /** What is trained; after {@link #started} only. */
  RunDescription run() {
    return run.orElseThrow(() -> new IllegalStateException("the run has not started"));
  }

  @Override
  public void started(RunDescription description) {
    run = Optional.of(description);
    lines.started(description);
  }

  @Override
  public void epochStarted(int epoch) {
    bar = terminal.progressBar().map(style -> newBar(epoch, style));
  }

  private ProgressBar newBar(int epoch, ProgressBarStyle style) {
    int epochs = run().config().recipe().epochs();
    return new ProgressBarBuilder()
        .setTaskName("epoch %d/%d".formatted(epoch + 1, epochs))
        .setInitialMax(run().trainingImages())
        .setStyle(style)
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
          if (progress.imagesRead() > 0) {
            shown.setExtraMessage(Terminal.text(" loss %.4f", progress.loss()));
          }
        });
  }

  @Override
  public void epochFinished(EpochResult result) {
    close();
    lines.epochFinished(result);
  }

  @Override
  public void finished(TrainingResult result) {
    lines.finished(result);
  }

  /** Takes the progress bar away. */
  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
