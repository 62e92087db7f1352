package dev.lamina.runtime.prediction;

import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.image.ImageFile;
import dev.lamina.runtime.data.image.ImageFit;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import dev.lamina.runtime.weights.TensorFile;
import java.awt.image.BufferedImage;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A trained network that says what is on images.
 *
 * <pre>{@code
 * try (Classifier classifier = Classifier.open(new CompiledResNet(), Path.of("best.safetensors"))) {
 *   Prediction best = classifier.predict(Path.of("cat.jpg")).get(0);
 *   System.out.println(best.name() + " " + best.probability());
 * }
 * }</pre>
 *
 * <p>Safe for several threads at once: the weights are read once, and every thread that predicts
 * has a session of its own meanwhile. As many sessions open as threads predict at the same time, at
 * most one a processor; further threads wait. A session's device has its own copy of the weights,
 * so that devices need not be safe for several threads.
 */
public final class Classifier implements AutoCloseable {
  private static final int CHANNELS = 3;

  private final NetworkSpec network;
  private final List<String> names;
  private final SessionPool sessions;
  private final Normalization normalization;

  private Classifier(NetworkSpec network, Map<String, String> metadata, SessionPool sessions) {
    this.network = network;
    this.names = ClassNames.of(network, metadata);
    this.sessions = sessions;
    normalization =
        Normalization.read(metadata, network.input().channels()).orElseGet(Normalization::cifar10);
  }

  /**
   * Opens a network on the best device of this machine.
   *
   * @param network for example {@code new CompiledResNet()}
   * @param weights a file that {@link ModelWeights#read} reads; if its metadata has {@link
   *     ClassNames#KEY}, the classes get these names, and if it has {@link Normalization#MEAN_KEY}
   *     and {@link Normalization#STD_KEY}, images are normalized by these
   * @throws UserError if the weights or the device are wrong
   */
  public static Classifier open(CompiledNetwork network, Path weights) {
    return open(
        network, weights, Devices.installed().select(Devices.AUTO), DeviceOptions.defaults());
  }

  /** As {@link #open(CompiledNetwork, Path)}, on a device of choice. */
  public static Classifier open(
      CompiledNetwork network, Path weights, DeviceChoice device, DeviceOptions options) {
    return of(network, ModelWeights.read(network.spec(), weights), device, options);
  }

  /**
   * As {@link #open(CompiledNetwork, Path)}, with weights that are in memory.
   *
   * @param weights what {@link ModelWeights#read} read for this network
   */
  public static Classifier of(
      CompiledNetwork network, TensorFile weights, DeviceChoice device, DeviceOptions options) {
    SessionPool sessions =
        new SessionPool(
            () -> session(network, weights, device, options),
            Runtime.getRuntime().availableProcessors());
    Classifier classifier = new Classifier(network.spec(), weights.metadata(), sessions);
    // What is wrong with the device shows here rather than at the first image.
    return sessions.with(first -> classifier);
  }

  private static NetworkSession session(
      CompiledNetwork network, TensorFile weights, DeviceChoice device, DeviceOptions options) {
    NetworkSession session =
        NetworkSession.open(network, device.open(options), SessionOptions.inference(1));
    ModelWeights.restore(session, weights);
    return session;
  }

  /**
   * Classifies an image file.
   *
   * @param image PNG or JPEG; as {@link #predict(BufferedImage)}
   * @return all classes, the most probable first
   * @throws UserError if {@link ImageFile} cannot read it
   */
  public List<Prediction> predict(Path image) {
    return predict(ImageFile.read(image));
  }

  /**
   * Classifies an image of any size: its middle, in the network's aspect ratio, resized to the
   * network's input, normalized as the weights' metadata says, without that as CIFAR-10's training
   * images are.
   *
   * @return all classes, the most probable first
   * @throws UserError if the network does not take colour images
   */
  public List<Prediction> predict(BufferedImage image) {
    Shape input = network.input();
    if (input.channels() != CHANNELS) {
      throw new UserError(
          "%s takes images of %d channels, not colour images"
              .formatted(network.name(), input.channels()));
    }
    byte[] pixels = new ImageFit(input.height(), input.width()).apply(image);
    float[] values = new float[pixels.length];
    normalization.apply(pixels, pixels.length, values);
    return predict(values);
  }

  /**
   * Classifies an image as the network takes it.
   *
   * @param image H x W x C normalized numbers, channels last
   * @return all classes, the most probable first
   * @throws IllegalArgumentException if the length is wrong
   */
  public List<Prediction> predict(float[] image) {
    return sessions.with(session -> Prediction.ranked(logits(session, image), names));
  }

  private float[] logits(NetworkSession session, float[] image) {
    session.infer(FloatBuffer.wrap(image));
    float[] logits = new float[network.classes()];
    session.readLogits(FloatBuffer.wrap(logits));
    return logits;
  }

  /** Releases everything, once no thread predicts any more; closing again has no effect. */
  @Override
  public void close() {
    sessions.close();
  }
}
