package dev.lamina.conformance.random;

import dev.lamina.conformance.lockstep.GradientErrors;
import dev.lamina.conformance.lockstep.Lockstep;
import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.op.Sgd;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.NamedTensors;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A network with random weights on a random batch, on a device and in double precision. */
final class Agreement {

  private static final int BATCH = 4;

  /** The greatest relative error of a loss, of logits and of a gradient in single precision. */
  private static final double PRECISION = 1e-3;

  /**
   * By how much of the network's greatest gradient any may be off: where terms cancel one another,
   * as in the gradient of a weight whose size the norm after it takes back, rounding is all that is
   * left.
   */
  private static final double CANCELLATION = 1e-4;

  private static final int SAMPLES = 4;
  private static final double LAST_BITS = 1e-6;

  /** How much more than the greatest of so few samples rounding may be. */
  private static final double NOISE = 20;

  private final CompiledNetwork network;
  private final NetworkSpec spec;
  private final Random random;

  Agreement(CompiledNetwork network, long seed) {
    this.network = network;
    spec = network.spec();
    random = new Random(seed);
  }

  /** Runs forward and backward; the device is closed. */
  Verdict on(Device device) {
    try (Lockstep lockstep = Lockstep.open(network, device, BATCH, new Sgd(0, 0, false))) {
      spec.parameters().forEach(p -> lockstep.weights().set(p.name(), drawn(p)));
      spec.states().forEach(s -> lockstep.weights().set(s.name(), drawn(s)));
      FloatBuffer images = images();
      IntBuffer labels = labels();
      GradientErrors errors = lockstep.differentiate(images, labels);
      List<String> beyond = beyond(errors);
      beyond.addAll(gradientsBeyond(lockstep, images, labels));
      return beyond.isEmpty()
          ? Verdict.of(Verdict.Kind.AGREES)
          : Verdict.fault("the device is off: " + beyond + " (" + errors + ")");
    }
  }

  private static List<String> beyond(GradientErrors errors) {
    List<String> beyond = new ArrayList<>(errors.kinks().beyond(PRECISION));
    if (!(errors.loss() <= PRECISION)) {
      beyond.add("loss by " + errors.loss());
    }
    // Where all logits are 0, and the loss is right, there is nothing to measure them by.
    if (errors.logits() > PRECISION) {
      beyond.add("logits by " + errors.logits());
    }
    return beyond;
  }

  private List<String> gradientsBeyond(Lockstep lockstep, FloatBuffer images, IntBuffer labels) {
    Map<String, double[]> exact = read(lockstep.exactGradients());
    Map<String, double[]> actual = read(lockstep.gradients());
    double greatest = exact.values().stream().mapToDouble(Agreement::norm).max().orElse(0);
    Map<String, Double> excess = new TreeMap<>();
    exact.forEach(
        (name, gradient) -> {
          double allowed = PRECISION * norm(gradient) + CANCELLATION * greatest;
          double error = norm(difference(gradient, actual.get(name)));
          if (!(error <= allowed)) {
            excess.put(name, error);
          }
        });
    if (!excess.isEmpty()) {
      Map<String, Double> rounding = rounding(lockstep, images, labels, actual);
      excess.entrySet().removeIf(e -> e.getValue() <= NOISE * rounding.get(e.getKey()));
    }
    return excess.keySet().stream().map(name -> "gradient of " + name).toList();
  }

  /**
   * How far gradients move when images and weights move by their last bits: what is not more than
   * that is rounding, in a network that amplifies it.
   */
  private Map<String, Double> rounding(
      Lockstep lockstep, FloatBuffer images, IntBuffer labels, Map<String, double[]> gradients) {
    Map<String, Double> rounding = new TreeMap<>();
    Map<String, double[]> weights = read(lockstep.weights());
    for (int i = 0; i < SAMPLES; i++) {
      weights.forEach((name, values) -> lockstep.weights().set(name, moved(values)));
      lockstep.differentiate(moved(images), labels);
      read(lockstep.gradients())
          .forEach(
              (name, moved) ->
                  rounding.merge(name, norm(difference(moved, gradients.get(name))), Math::max));
    }
    return rounding;
  }

  private FloatBuffer moved(FloatBuffer images) {
    FloatBuffer moved = FloatBuffer.allocate(images.capacity());
    for (int i = 0; i < moved.capacity(); i++) {
      moved.put(i, (float) moved(images.get(i)));
    }
    return moved;
  }

  private double[] moved(double[] values) {
    return DoubleStream.of(values).map(this::moved).toArray();
  }

  private double moved(double value) {
    return value * (1 + LAST_BITS * (random.nextDouble() - 0.5));
  }

  private static Map<String, double[]> read(NamedTensors tensors) {
    Map<String, double[]> values = new TreeMap<>();
    tensors.specs().forEach(spec -> values.put(spec.name(), tensors.doubles(spec.name())));
    return values;
  }

  private static double[] difference(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  private static double norm(double[] values) {
    return Math.sqrt(DoubleStream.of(values).map(v -> v * v).sum());
  }

  /** As the network declares, and constants a little beside them, so that they matter. */
  private double[] drawn(ParameterSpec spec) {
    double[] values = new double[Math.toIntExact(spec.shape().elements())];
    for (int i = 0; i < values.length; i++) {
      values[i] = drawn(spec.initializer());
    }
    return values;
  }

  private double drawn(Initializer initializer) {
    if (initializer instanceof Initializer.Normal normal) {
      return normal.deviation() * random.nextGaussian();
    } else if (initializer instanceof Initializer.Uniform uniform) {
      return uniform.bound() * (2 * random.nextDouble() - 1);
    }
    return ((Initializer.Constant) initializer).value() + 0.2 * random.nextDouble();
  }

  private FloatBuffer images() {
    FloatBuffer images = FloatBuffer.allocate(Math.toIntExact(BATCH * spec.input().elements()));
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    return images;
  }

  private IntBuffer labels() {
    IntBuffer labels = IntBuffer.allocate(BATCH);
    for (int i = 0; i < BATCH; i++) {
      labels.put(i, random.nextInt(spec.classes()));
    }
    return labels;
  }
}
