package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import ai.onnxruntime.OrtException;
import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.export.onnx.OnnxExport;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.NamedTensors;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;

/**
 * The same random weights and images through a session on the reference device, and through the
 * exported model in ONNX Runtime.
 */
final class OnnxComparison {
  private static final int BATCH = 3;
  private static final float TOLERANCE = 1e-4f;

  private final Random random = new Random(11);
  private final CompiledNetwork network;
  private final Shape output;
  private final Path folder;

  /**
   * Prepares a comparison.
   *
   * @param output what the network gives for one image
   * @param folder for the files
   */
  OnnxComparison(CompiledNetwork network, Shape output, Path folder) {
    this.network = network;
    this.output = output;
    this.folder = folder;
  }

  /** Exports, runs both and compares every number that comes out. */
  void run() throws OrtException {
    Shape input = network.spec().input();
    float[] images = images(input);
    float[] expected = session(channelsLast(images, input));
    Path model = export();
    float[] actual =
        OnnxRuntime.logits(model, images, BATCH, input.channels(), input.height(), input.width());
    assertArrayEquals(expected, channelsLast(actual, output), TOLERANCE);
  }

  private float[] images(Shape shape) {
    float[] images = new float[Math.toIntExact(BATCH * shape.elements())];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) random.nextGaussian();
    }
    return images;
  }

  private float[] session(float[] images) {
    try (NetworkSession session =
        NetworkSession.open(
            network,
            Devices.installed().select("reference").open(DeviceOptions.defaults()),
            SessionOptions.inference(BATCH))) {
      session.initialize(7);
      disturb(session.weights());
      ModelWeights.save(session, weights(), Map.of("epoch", "3"));
      session.infer(FloatBuffer.wrap(images));
      float[] logits = new float[Math.toIntExact(BATCH * output.elements())];
      session.readLogits(FloatBuffer.wrap(logits));
      return logits;
    }
  }

  // New norms are the identity, and new biases often 0: nothing would show that they are read.
  private void disturb(NamedTensors weights) {
    for (ParameterSpec spec : weights.specs()) {
      if (spec.shape().rank() == 1) {
        float[] values = weights.floats(spec.name());
        for (int i = 0; i < values.length; i++) {
          values[i] += 0.4f * random.nextFloat() - 0.2f;
        }
        weights.set(spec.name(), values);
      }
    }
  }

  private Path export() {
    NetworkSpec spec = network.spec();
    Path model = folder.resolve(spec.name() + ".onnx");
    OnnxExport.write(model, network, ModelWeights.read(spec, weights()));
    return model;
  }

  private Path weights() {
    return folder.resolve(network.spec().name() + ".safetensors");
  }

  private static float[] channelsLast(float[] maps, Shape shape) {
    int pixels = shape.pixels();
    int channels = shape.channels();
    float[] moved = new float[maps.length];
    for (int i = 0; i < maps.length; i++) {
      int example = i / (channels * pixels);
      int channel = i / pixels % channels;
      moved[(example * pixels + i % pixels) * channels + channel] = maps[i];
    }
    return moved;
  }
}
