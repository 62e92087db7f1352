package dev.lamina.conformance.parity;

import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.NamedTensors;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Repeats on a device what a reference holds, and measures the differences. */
public final class ReferenceParity {
  private static final double LEAST_NORM = 1e-3;
  private static final double NOISE = 1e-10;

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
    Map<String, Double> gradients = distances("grad.", session.gradients());
    List<Double> losses = losses();
    Map<String, Double> weights = distances("after.", session.weights());
    return new ParityErrors(evaluation, training, losses, gradients, weights, inert());
  }

  /** Takes all steps, of which the first has its gradients already. */
  private List<Double> losses() {
    List<Double> errors = new ArrayList<>();
    for (double expected : reference.values("losses")) {
      if (!errors.isEmpty()) {
        session.differentiate(images, labels);
      }
      errors.add(Math.abs(session.metrics().loss() - expected) / expected);
      session.update(reference.learningRate());
    }
    return errors;
  }

  /** The parameters whose gradient is nothing but rounding noise of double precision. */
  private Set<String> inert() {
    double greatest =
        session.gradients().specs().stream()
            .mapToDouble(spec -> tensor("grad.", spec).norm())
            .max()
            .orElseThrow();
    return session.gradients().specs().stream()
        .filter(spec -> tensor("grad.", spec).norm() < NOISE * greatest)
        .map(ParameterSpec::name)
        .collect(Collectors.toSet());
  }

  private double greatestDifference(String name, double[] actual) {
    double[] expected = reference.values(name);
    double difference = 0;
    double scale = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      scale = Math.max(scale, Math.abs(expected[i]));
    }
    return difference / scale;
  }

  /**
   * A gradient that is 0 in exact arithmetic, such as that of a bias before a norm, has rounding
   * noise for a norm. So no norm counts for less than a thousandth of the network's greatest.
   */
  private Map<String, Double> distances(String prefix, NamedTensors tensors) {
    Map<String, SampledTensor> expected = new TreeMap<>();
    tensors.specs().forEach(spec -> expected.put(spec.name(), tensor(prefix, spec)));
    double greatest =
        expected.values().stream().mapToDouble(SampledTensor::norm).max().orElseThrow();
    Map<String, Double> distances = new TreeMap<>();
    expected.forEach(
        (name, tensor) ->
            distances.put(
                name,
                tensor.distance(tensors.doubles(name))
                    / Math.max(tensor.norm(), LEAST_NORM * greatest)));
    return distances;
  }

  private SampledTensor tensor(String prefix, ParameterSpec spec) {
    return reference.tensor(prefix + spec.name());
  }
}
