package dev.lamina.conformance.parity;

import dev.lamina.conformance.lockstep.Distance;
import dev.lamina.conformance.lockstep.TensorErrors;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;

/** Repeats on a device what a reference holds, and measures the differences. */
public final class ReferenceParity {
  private final PyTorchReference reference;
  private final NetworkSession session;
  private final FloatBuffer images;
  private final IntBuffer labels;

  private ReferenceParity(PyTorchReference reference, NetworkSession session) {
    this.reference = reference;
    this.session = session;
    images = reference.images();
    labels = reference.labels();
  }

  /**
   * Measures a network.
   *
   * @param network the reference's architecture
   * @param device taken over and closed
   */
  public static ParityErrors measure(
      CompiledNetwork network, Device device, PyTorchReference reference) {
    SessionOptions options = SessionOptions.training(reference.batchSize(), reference.optimizer());
    try (NetworkSession session = NetworkSession.open(network, device, options)) {
      return new ReferenceParity(reference, session).measure();
    }
  }

  private ParityErrors measure() {
    reference.forEachWeight(session.weights()::set);
    session.infer(images);
    double evaluation = greatestDifference("eval.logits", session.logits());
    session.differentiate(images, labels);
    double training = greatestDifference("train.logits", session.logits());
    TensorErrors gradients = reference.distances("grad.", session.gradients());
    List<Double> losses = losses();
    TensorErrors weights = reference.distances("after.", session.weights());
    return new ParityErrors(evaluation, training, losses, gradients, weights);
  }

  /** Takes all steps, of which the first has its gradients already. */
  private List<Double> losses() {
    List<Double> errors = new ArrayList<>();
    for (double expected : reference.values("losses")) {
      if (!errors.isEmpty()) {
        session.differentiate(images, labels);
      }
      errors.add(Distance.of(expected, session.metrics().loss()));
      session.update(reference.learningRate());
    }
    return errors;
  }

  private double greatestDifference(String name, double[] actual) {
    return Distance.greatest(reference.values(name), actual);
  }
}
