package dev.lamina.runtime.training;

import java.io.PrintStream;
import java.util.Locale;

/** Tells people about a run: a few lines at the start, one line an epoch, one at the end. */
public final class LineReport implements TrainingListener {
  private final PrintStream out;
  private int epochs;
  private int images;

  /** A report to a stream. */
  public LineReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public void started(RunDescription run) {
    epochs = run.config().recipe().epochs();
    images = run.trainingImages();
    print("%s on %s: %s", run.network(), run.device(), run.deviceReason());
    print("device: %s", run.deviceDescription());
    print(
        "data: %s, %d training, %d validation, %d test images",
        run.dataOrigin(), images, run.validationImages(), run.testImages());
    run.dataNotice().ifPresent(notice -> print("note: %s", notice));
  }

  @Override
  public void epochFinished(EpochResult result) {
    print(
        "epoch %d/%d  lr %.3g  loss %.4f  train %s  val %s%s  %.1f s  %.0f images/s",
        result.epoch() + 1,
        epochs,
        result.learningRate(),
        result.trainLoss(),
        percent(result.trainAccuracy()),
        percent(result.validationAccuracy()),
        result.best() ? " (best)" : "",
        result.trainingSeconds(),
        images / result.trainingSeconds());
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

  /** A fraction as people read it, for example {@code 91.06 %}. */
  public static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  private void print(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
