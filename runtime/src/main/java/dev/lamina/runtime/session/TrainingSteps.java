package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;

/** The training half of a session: forward, backward and update on its memory. */
final class TrainingSteps {
  private final TrainingProgram program;
  private final Optimizer optimizer;
  private final RepeatedSequence step;
  private final NamedTensors gradients;
  private final Buffer labels;
  private final Buffer random;
  private final Buffer metrics;
  private final IntBuffer hostRandom = IntBuffer.allocate(2);
  private final DoubleBuffer hostMetrics = DoubleBuffer.allocate(2);

  TrainingSteps(
      CompiledNetwork network,
      NetworkSpec spec,
      Device device,
      SessionMemory memory,
      UpdateOp update) {
    labels = memory.arena(Space.LABELS);
    random = memory.arena(Space.RANDOM);
    metrics = memory.arena(Space.METRICS);
    gradients = NamedTensors.gradients(memory, spec.parameters());
    program = network.training(new SessionBinder(device, memory, spec));
    optimizer = new Optimizer(device, memory, update, spec.parameterElements());
    step = new RepeatedSequence(device, this::runStep);
  }

  private void runStep() {
    program.forward();
    program.backward();
    optimizer.update();
  }

  /** Begins anew: no momentum, step 0, and random draws of this seed. */
  void reset(long seed) {
    optimizer.reset();
    hostRandom.put(0, Long.hashCode(seed));
  }

  /** Runs a whole step on the batch whose images are in place. */
  void step(IntBuffer batchLabels, double learningRate) {
    prepare(batchLabels);
    optimizer.begin(learningRate);
    step.run();
  }

  /** Runs forward and backward on the batch whose images are in place. */
  void differentiate(IntBuffer batchLabels) {
    prepare(batchLabels);
    program.forward();
    program.backward();
  }

  private void prepare(IntBuffer batchLabels) {
    Transfers.write(labels, batchLabels);
    random.write(0, hostRandom.put(1, optimizer.step()).rewind());
  }

  /** Updates the parameters. */
  void update(double learningRate) {
    optimizer.begin(learningRate);
    optimizer.update();
  }

  Tensor logits() {
    return program.logits();
  }

  NamedTensors gradients() {
    return gradients;
  }

  StepMetrics metrics() {
    metrics.read(0, hostMetrics.rewind());
    return new StepMetrics(hostMetrics.get(0), (int) Math.round(hostMetrics.get(1)));
  }
}
