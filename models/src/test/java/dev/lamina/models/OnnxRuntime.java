package dev.lamina.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;

/** Runs ONNX models in somebody else's implementation. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /**
   * Runs a model on a batch.
   *
   * @param images batch x C x H x W numbers
   * @param shape of the images, the batch included
   * @return what comes out as {@code logits}
   */
  static float[] logits(Path model, float[] images, long... shape) throws OrtException {
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session = environment.createSession(model.toString(), options);
          OnnxTensor input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
          OrtSession.Result result = session.run(Map.of("input", input))) {
        return copy((OnnxTensor) result.get("logits").orElseThrow());
      }
    }
  }

  private static float[] copy(OnnxTensor tensor) {
    FloatBuffer values = tensor.getFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return copy;
  }
}
