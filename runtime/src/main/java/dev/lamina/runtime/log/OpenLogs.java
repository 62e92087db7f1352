package dev.lamina.runtime.log;

import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.log.metrics.EpochRow;
import dev.lamina.runtime.log.metrics.MetricsFiles;
import dev.lamina.runtime.log.picture.AugmentationPicture;
import dev.lamina.runtime.log.picture.ConfusionPicture;
import dev.lamina.runtime.log.report.Evaluated;
import dev.lamina.runtime.log.report.ReportFile;
import dev.lamina.runtime.log.report.RunFacts;
import dev.lamina.runtime.log.tensorboard.EventFile;
import dev.lamina.runtime.log.tensorboard.HyperParameters;
import dev.lamina.runtime.log.tensorboard.ImageSummary;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.training.Augmentations;
import dev.lamina.runtime.training.EpochResult;
import dev.lamina.runtime.training.Predictions;
import dev.lamina.runtime.training.RecordSettings;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.RunMaterial;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of a run that is under way. */
final class OpenLogs implements AutoCloseable {
  /** The curves in TensorBoard, by their tags; the tutorial's names. */
  private static final List<String> CURVES =
      List.of("train_loss", "train_acc", "val_loss", "val_acc", "lr", "images_per_second");

  private static final String TEST_ACCURACY = "test_acc";

  private final RunDescription run;
  private final RunMaterial material;
  private final MetricsFiles metrics;
  private final EventFile events;
  private final ReportFile report;

  private OpenLogs(
      RunDescription run,
      RunMaterial material,
      MetricsFiles metrics,
      EventFile events,
      ReportFile report) {
    this.run = run;
    this.material = material;
    this.metrics = metrics;
    this.events = events;
    this.report = report;
  }

  /**
   * Begins the files, or goes on with those that are there.
   *
   * @param epochs how many epochs are done, 0 for a new run
   */
  static OpenLogs open(RunDescription run, RunMaterial material, Clock clock, int epochs)
      throws IOException {
    Path folder = run.config().out();
    Map<String, Object> settings = RunSettings.of(run, material);
    SettingsFile.write(folder, settings, epochs, clock.instant());
    MetricsFiles metrics = MetricsFiles.open(folder, epochs);
    ReportFile report = new ReportFile(folder, facts(run, material, settings), clock);
    if (epochs > 0) {
      return new OpenLogs(run, material, metrics, EventFile.resume(folder, clock, epochs), report);
    }
    OpenLogs logs = new OpenLogs(run, material, metrics, EventFile.start(folder, clock), report);
    logs.describe();
    return logs;
  }

  private static RunFacts facts(
      RunDescription run, RunMaterial material, Map<String, Object> settings) throws IOException {
    NetworkSpec spec = material.network().spec();
    return new RunFacts(
        run.network(),
        run.config().recipe().epochs(),
        spec.parameterCount(),
        spec.multiplyAdds(),
        material.data().training().classNames(),
        RecordSettings.flat(settings),
        run.dataNotice(),
        Diagram.of(material.network()));
  }

  private void describe() throws IOException {
    events.graph(material.network());
    events.hyperParameters(hyperParameters());
    events.image(0, augmentation());
  }

  private HyperParameters hyperParameters() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("model", run.network());
    values.put("device", run.device());
    values.put("seed", run.config().seed());
    values.putAll(RecordSettings.flat(RunSettings.recipe(run)));
    return new HyperParameters(values, List.of("train_loss", "val_acc", TEST_ACCURACY));
  }

  private ImageSummary augmentation() {
    TrainTest data = material.data();
    return new ImageSummary(
        "augmentation",
        "Training images, above as they are, below as the first epochs show them to the network",
        AugmentationPicture.of(
            data.training(),
            material.examples(),
            Augmentations.of(run.config().recipe().augmentation(), data.normalization()),
            run.config().seed()));
  }

  /** Adds an epoch everywhere. */
  void epoch(EpochResult result, Predictions validation) throws IOException {
    EpochRow row = EpochRow.of(result, run.trainingImages());
    metrics.append(row);
    events.scalars(row.epoch(), curves(row));
    events.image(row.epoch(), confusion("val", "validation", validation));
    report.write(metrics.rows(), new Evaluated("validation", validation));
  }

  private static Map<String, Double> curves(EpochRow row) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (String name : CURVES) {
      values.put(name, ((Number) row.byColumn().get(name)).doubleValue());
    }
    return values;
  }

  private ImageSummary confusion(String tag, String images, Predictions predictions) {
    List<String> names = material.data().training().classNames();
    return new ImageSummary(
        "confusion/" + tag,
        "Rows: true classes of the %s images; columns: predicted ones, in the same order: %s"
            .formatted(images, String.join(", ", names)),
        ConfusionPicture.of(predictions.confusion(), names));
  }

  /** Adds the test of the best weights. */
  void finished(Predictions test) throws IOException {
    int epoch = metrics.rows().size();
    events.scalars(epoch, Map.of(TEST_ACCURACY, test.accuracy()));
    events.scalars(epoch, Map.of("test_loss", test.loss()));
    events.image(epoch, confusion("test", "test", test));
    events.finished(epoch);
    report.writeFinal(metrics.rows(), new Evaluated("test", test), material.data().test());
  }

  @Override
  public void close() throws IOException {
    events.close();
  }
}
