package dev.lamina.conformance.interpret;

import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.reference.ReferenceDevice;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A small network on the reference device with a fixed random batch. */
final class Experiment implements AutoCloseable {

  private static final int BATCH = 5;

  private final NetworkSession session;
  private final FloatBuffer images;
  private final IntBuffer labels;

  Experiment(PlannedNetwork planned) {
    session =
        NetworkSession.open(
            new InterpretedNetwork(planned),
            new ReferenceDevice(),
            SessionOptions.training(BATCH, new Sgd(0, 0, false)));
    session.initialize(7);
    Random random = new Random(3);
    images = FloatBuffer.allocate(BATCH * (int) planned.model().input().shape().elements());
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) random.nextGaussian());
    }
    labels = IntBuffer.allocate(BATCH);
    for (int i = 0; i < BATCH; i++) {
      labels.put(i, random.nextInt(planned.model().classes()));
    }
  }

  NetworkSession session() {
    return session;
  }

  /** Runs forward and backward and returns the loss. */
  double differentiate() {
    session.differentiate(images, labels);
    return session.metrics().loss();
  }

  /** Everything that a step computes, by name. */
  Map<String, double[]> results() {
    Map<String, double[]> results = new LinkedHashMap<>();
    double loss = differentiate();
    results.put("loss", new double[] {loss});
    results.put("logits", session.logits());
    for (ParameterSpec parameter : session.spec().parameters()) {
      results.put(parameter.name(), session.gradients().doubles(parameter.name()));
    }
    for (ParameterSpec state : session.spec().states()) {
      results.put(state.name(), session.weights().doubles(state.name()));
    }
    session.infer(images);
    results.put("inference", session.logits());
    return results;
  }

  /** The loss with one element of a parameter moved. */
  double lossWith(String parameter, int element, double moved) {
    double[] values = session.weights().doubles(parameter);
    double[] changed = Arrays.copyOf(values, values.length);
    changed[element] += moved;
    session.weights().set(parameter, changed);
    double loss = differentiate();
    session.weights().set(parameter, values);
    return loss;
  }

  @Override
  public void close() {
    session.close();
  }
}
