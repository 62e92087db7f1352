package dev.lamina.conformance.parity;

import dev.lamina.conformance.lockstep.TensorErrors;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.session.NamedTensors;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.LongStream;
import java.util.zip.GZIPInputStream;

/**
 * What PyTorch computed of one network in double precision: logits and losses, every parameter's
 * gradient, and the state dictionary after some optimizer steps on one batch.
 *
 * <p>A file is safetensors with {@code input} {@code (N, C, H, W)}, {@code labels}, {@code
 * before.NAME}, {@code eval.logits}, {@code train.logits}, {@code losses} (one for each step),
 * {@code grad.NAME} (of the first step) and {@code after.NAME}; the optimizer is in its metadata.
 * The committed ones, compressed by gzip, have {@code grad} and {@code after} as {@link
 * SampledTensor}s.
 */
public final class PyTorchReference {
  private static final String BEFORE = "before.";
  private static final double LEAST_NORM = 1e-3;

  private final TensorFile file;
  private final boolean sampled;

  private PyTorchReference(TensorFile file, boolean sampled) {
    this.file = file;
    this.sampled = sampled;
  }

  /** A complete file. */
  public static PyTorchReference complete(Path path) {
    return new PyTorchReference(SafeTensors.read(path), false);
  }

  /**
   * A committed, sampled one.
   *
   * @param name for example {@code DenseNet}
   * @throws IllegalArgumentException if there is none of that name
   */
  public static PyTorchReference committed(String name) {
    try (InputStream resource =
        PyTorchReference.class.getResourceAsStream(name + Sampling.SUFFIX)) {
      if (resource == null) {
        throw new IllegalArgumentException("no reference values are kept of " + name);
      }
      return new PyTorchReference(unzipped(resource), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TensorFile unzipped(InputStream resource) throws IOException {
    Path copy = Files.createTempFile("lamina-reference", ".safetensors");
    try (InputStream in = new GZIPInputStream(resource)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return SafeTensors.read(copy);
    } finally {
      Files.delete(copy);
    }
  }

  /** Examples of the batch. */
  int batchSize() {
    return file.tensor("labels").size();
  }

  /** The batch of images, channels last, as sessions take it. */
  FloatBuffer images() {
    float[] planes = file.tensor("input").toFloats();
    int channels = file.tensor("input").shape().get(1);
    int pixels = planes.length / batchSize() / channels;
    FloatBuffer images = FloatBuffer.allocate(planes.length);
    for (int image = 0; image < batchSize(); image++) {
      for (int pixel = 0; pixel < pixels; pixel++) {
        for (int channel = 0; channel < channels; channel++) {
          images.put(planes[(image * channels + channel) * pixels + pixel]);
        }
      }
    }
    return images.flip();
  }

  /** The labels of the batch. */
  IntBuffer labels() {
    return IntBuffer.wrap(
        LongStream.of(file.tensor("labels").toLongs()).mapToInt(Math::toIntExact).toArray());
  }

  /** The optimizer of the steps. */
  public UpdateOp optimizer() {
    double decay = setting("weight_decay");
    return switch (file.metadata().get("optimizer")) {
      case "SGD" -> new Sgd(setting("momentum"), decay, nesterov());
      case "AdamW" -> new AdamW(0.9, 0.999, 1e-8, decay);
      default -> throw new IllegalArgumentException(file.metadata().toString());
    };
  }

  /** The learning rate of the steps. */
  double learningRate() {
    return setting("lr");
  }

  /** Python's way of writing it; files that do not say it have plain momentum. */
  private boolean nesterov() {
    return "True".equals(file.metadata().get("nesterov"));
  }

  private double setting(String name) {
    return Double.parseDouble(file.metadata().get(name));
  }

  /** Calls with the name and the elements of every weight before the steps. */
  void forEachWeight(BiConsumer<String, double[]> action) {
    for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
      if (entry.getKey().startsWith(BEFORE)) {
        action.accept(entry.getKey().substring(BEFORE.length()), entry.getValue().toDoubles());
      }
    }
  }

  /** A tensor that is kept completely, such as {@code eval.logits}. */
  double[] values(String name) {
    return file.tensor(name).toDoubles();
  }

  /** A gradient or a weight after the steps, by its full name. */
  SampledTensor tensor(String name) {
    double[] values = values(name);
    return sampled ? SampledTensor.unpacked(values) : SampledTensor.complete(values);
  }

  /**
   * How far gradients or weights are from this.
   *
   * <p>A gradient that is 0 in exact arithmetic, such as that of a bias before a norm, has rounding
   * noise for a norm. So no norm counts for less than a thousandth of the network's greatest.
   *
   * @param prefix {@code grad.} or {@code after.}
   */
  TensorErrors distances(String prefix, NamedTensors actual) {
    Map<String, SampledTensor> expected = new TreeMap<>();
    actual.specs().forEach(spec -> expected.put(spec.name(), tensor(prefix + spec.name())));
    double greatest =
        expected.values().stream().mapToDouble(SampledTensor::norm).max().orElseThrow();
    Map<String, Double> distances = new TreeMap<>();
    expected.forEach(
        (name, tensor) ->
            distances.put(
                name,
                tensor.distance(actual.doubles(name))
                    / Math.max(tensor.norm(), LEAST_NORM * greatest)));
    return new TensorErrors(distances);
  }
}
