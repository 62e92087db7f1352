// Lamina, step by step, on a sample of CIFAR-10 that comes with it: no data needed, a few seconds.
//
//   ./lamina doctor                                    builds everything on first use
//   jshell --class-path "$(echo examples/target/launcher/lamina-examples-*.jar)" docs/walkthrough.jsh
//
// Line by line it can be pasted into a running jshell as well.

import dev.lamina.models.CompiledResNet;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.data.cifar.Cifar10Sample;
import dev.lamina.runtime.model.Model;
import dev.lamina.runtime.prediction.Prediction;
import dev.lamina.runtime.training.EvaluationResult;
import dev.lamina.runtime.training.LineReport;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.*;
import java.util.*;

// A network is a class that the compiler wrote. Its handles know the shapes of the layers.

var network = new CompiledResNet();
System.out.println(network.spec().name() + ": " + network.spec().parameterCount() + " parameters");
System.out.println("stage 2 gives " + network.stage2().outputShape());

// The data: 1,500 images for training, a tenth of which is held out for validation, and 300 for testing.

var data = new Cifar10Sample("a walk-through");
TrainTest images = data.load();
System.out.println(images.training().size() + " training images: " + images.training().classNames());

// One short epoch by the published recipe, but in smaller steps. The best weights go into a folder.

Path folder = Files.createTempDirectory("lamina-walkthrough");
Training training = Training.of(network, data).recipe(r -> r.withEpochs(1).withBatchSize(32));
TrainingResult trained = training.limit(320).out(folder).listener(new LineReport(System.out)).run();
System.out.println("loss " + trained.last().trainLoss() + ", weights in " + trained.checkpoint().getFileName());

// A model is a network with its weights. It measures the accuracies that training reported.

Model model = Model.load(network, trained.checkpoint());
EvaluationResult result = model.evaluate(data);
System.out.println("validation " + result.validationAccuracy() + ", test " + result.testAccuracy());

// What is on an image? Files and images in memory of any size will do; here is the first test image.

byte[] pixels = new byte[images.test().bytesPerImage()];
images.test().copyPixels(0, pixels, 0);
BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
for (int i = 0; i < 32 * 32; i++) {
  image.setRGB(i % 32, i / 32, (pixels[3 * i] & 255) << 16 | (pixels[3 * i + 1] & 255) << 8 | pixels[3 * i + 2] & 255);
}
List<Prediction> predictions = model.predict(image);
System.out.println("it is a " + images.test().classNames().get(images.test().label(0)));
System.out.println("the model says " + predictions.get(0));

// Weights are saved with what belongs to them: the names of the classes, the normalization.

Path file = folder.resolve("mine.safetensors");
model.save(file);
Model loaded = Model.load(network, file);
System.out.println("kept: " + loaded.metadata().keySet());
boolean same = loaded.predict(image).equals(predictions);
System.out.println("the same predictions: " + same);

// Memory outside of Java's heap is given back, and the folder goes: weights, logs, the state to resume from.

model.close();
loaded.close();
for (File f : folder.toFile().listFiles()) {
  f.delete();
}
Files.delete(folder);

/exit
