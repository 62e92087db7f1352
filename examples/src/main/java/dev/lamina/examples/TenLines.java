package dev.lamina.examples;

import dev.lamina.models.CompiledResNet;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import dev.lamina.runtime.model.Model;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.nio.file.Path;

/** The Java API in ten lines, those of the README. */
public final class TenLines {

  private TenLines() {}

  /** Trains, evaluates, predicts, saves and loads. */
  public static void main(String[] args) {
    CompiledNetwork network = new CompiledResNet();
    DatasetSource data = new Cifar10Folder(Path.of("data"));

    TrainingResult trained = Training.of(network, data).recipe(r -> r.withEpochs(30)).run();

    try (Model model = Model.load(network, trained.checkpoint())) { // safe for several threads
      System.out.println(model.evaluate(data).testAccuracy());
      System.out.println(model.predict(Path.of("cat.jpg")).get(0));
      model.save(Path.of("cats.safetensors"));
    }
  }
}
