package dev.lamina.runtime.model;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.export.onnx.OnnxExport;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.prediction.Classifier;
import dev.lamina.runtime.prediction.Prediction;
import dev.lamina.runtime.training.Evaluation;
import dev.lamina.runtime.training.EvaluationResult;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.TensorFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network with its weights: what training makes, ready for use.
 *
 * <pre>{@code
 * try (Model model = Model.load(new CompiledResNet(), Path.of("best.safetensors"))) {
 *   System.out.println(model.evaluate(data).testAccuracy());
 *   System.out.println(model.predict(Path.of("cat.jpg")).get(0));
 *   model.save(Path.of("copy.safetensors"));
 * }
 * }</pre>
 *
 * <p>The weights never change, so that several threads may use one model at once; see {@link
 * Classifier} for how predictions share the machine. Memory outside of Java's heap is taken by the
 * first prediction and given back by {@link #close()}.
 */
public final class Model implements AutoCloseable {
  private final CompiledNetwork network;
  private final TensorFile weights;
  private final String device;
  private final DeviceOptions options;
  private Optional<Classifier> classifier = Optional.empty();
  private boolean closed;

  private Model(CompiledNetwork network, TensorFile weights, String device, DeviceOptions options) {
    this.network = network;
    this.weights = weights;
    this.device = device;
    this.options = options;
  }

  /**
   * Reads a network's weights, to be used on the best device of this machine.
   *
   * @param network for example {@code new CompiledResNet()}
   * @param weights safetensors, as training leaves them, or a PyTorch or Lightning archive
   * @throws UserError if it cannot be read, or its tensors are not exactly the network's
   */
  public static Model load(CompiledNetwork network, Path weights) {
    return load(network, weights, Devices.AUTO, DeviceOptions.defaults());
  }

  /**
   * As {@link #load(CompiledNetwork, Path)}, for a device of choice.
   *
   * @param device a name, or {@code auto} for the best usable one
   * @param options its precision and threads
   */
  public static Model load(
      CompiledNetwork network, Path weights, String device, DeviceOptions options) {
    TensorFile file = ModelWeights.read(network.spec(), weights);
    return new Model(network, file, device, options);
  }

  /** Returns what the weights' file says of them, for example the epoch. */
  public Map<String, String> metadata() {
    return weights.metadata();
  }

  /**
   * Measures the accuracy on the validation and the test images of a data set.
   *
   * @throws UserError if the data or the device are wrong
   */
  public EvaluationResult evaluate(DatasetSource data) {
    return Evaluation.of(network, data).on(device).deviceOptions(options).run(weights);
  }

  /**
   * Classifies an image file.
   *
   * @param image PNG or JPEG of any size
   * @return all classes, the most probable first
   * @throws UserError if the image cannot be read or the device cannot be used
   * @throws IllegalStateException if the model is closed
   */
  public List<Prediction> predict(Path image) {
    return classifier().predict(image);
  }

  /** As {@link #predict(Path)}, for an image in memory. */
  public List<Prediction> predict(BufferedImage image) {
    return classifier().predict(image);
  }

  // Opened late, so that a model that is only evaluated or saved takes no memory on a device.
  private synchronized Classifier classifier() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
    Classifier open =
        classifier.orElseGet(
            () -> Classifier.of(network, weights, Devices.installed().select(device), options));
    classifier = Optional.of(open);
    return open;
  }

  /**
   * Writes the weights with their metadata as safetensors, atomically.
   *
   * @throws UserError if it cannot be written
   */
  public void save(Path file) {
    SafeTensors.write(file, weights);
  }

  /**
   * Writes the model in the format that other runtimes read, atomically.
   *
   * @throws UserError if it cannot be written
   */
  public void exportOnnx(Path file) {
    OnnxExport.write(file, network, weights);
  }

  /** Gives memory back, once no thread predicts any more; closing again has no effect. */
  @Override
  public synchronized void close() {
    closed = true;
    classifier.ifPresent(Classifier::close);
    classifier = Optional.empty();
  }
}
