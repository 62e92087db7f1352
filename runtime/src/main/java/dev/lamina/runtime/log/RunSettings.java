package dev.lamina.runtime.log;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.training.RecordSettings;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.RunMaterial;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A run's settings and conditions, in the order in which people ask for them. */
final class RunSettings {

  private RunSettings() {}

  /** Everything, as maps, lists, text, numbers and booleans. */
  static Map<String, Object> of(RunDescription run, RunMaterial material) {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("model", run.network());
    settings.put("parameters", material.network().spec().parameterCount());
    settings.put("seed", run.config().seed());
    settings.putAll(recipe(run));
    settings.put("steps_per_epoch", run.stepsPerEpoch());
    settings.put("data", data(run, material.data()));
    settings.put("device", device(run));
    settings.putAll(Conditions.here());
    return settings;
  }

  /** The recipe alone, as hyper-parameters. */
  static Map<String, Object> recipe(RunDescription run) {
    Recipe recipe = run.config().recipe();
    Map<String, Object> settings = RecordSettings.of(recipe);
    run.config().limit().ifPresent(limit -> settings.put("limit", limit));
    return settings;
  }

  private static Map<String, Object> data(RunDescription run, TrainTest source) {
    ImageDataset images = source.training();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("origin", run.dataOrigin());
    data.put("images", images.channels() + "x" + images.height() + "x" + images.width());
    data.put("classes", images.classNames());
    data.putAll(new TreeMap<>(source.normalization().metadata()));
    data.put("training", run.trainingImages());
    data.put("validation", run.validationImages());
    data.put("test", run.testImages());
    run.dataNotice().ifPresent(notice -> data.put("notice", notice));
    return data;
  }

  private static Map<String, Object> device(RunDescription run) {
    Map<String, Object> device = new LinkedHashMap<>();
    device.put("name", run.device());
    device.put("reason", run.deviceReason());
    device.put("description", run.deviceDescription());
    return device;
  }
}
