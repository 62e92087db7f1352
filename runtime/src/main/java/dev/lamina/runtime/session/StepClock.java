package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.NextStep;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Seed, step and learning rate where kernels read them, and what the last steps measured. The
 * device counts steps by itself, so that nothing is written as long as the learning rate stays, and
 * keeps their metrics, so that nothing is read until somebody asks.
 */
final class StepClock {
  private final Buffer random;
  private final Buffer hyperparameters;
  private final Tensor earlier;
  private final Kernel next;
  private final IntBuffer hostRandom = IntBuffer.allocate(2);
  private final DoubleBuffer hostHyperparameters = DoubleBuffer.allocate(2);
  private final DoubleBuffer hostMetrics = DoubleBuffer.allocate(2 * SessionMemory.KEPT_STEPS);
  private int seed;
  private int steps;
  private double learningRate;
  private boolean inStep;
  private boolean rateWritten;

  StepClock(Device device, SessionMemory memory) {
    random = memory.arena(Space.RANDOM);
    hyperparameters = memory.arena(Space.HYPERPARAMETERS);
    earlier = memory.earlierMetrics();
    Tensor state = memory.pair(Space.RANDOM);
    Tensor figures = memory.pair(Space.HYPERPARAMETERS);
    next =
        device.bind(
            new Binding(
                "nextStep",
                new NextStep(),
                List.of(state, figures, memory.pair(Space.METRICS), earlier),
                List.of(state, figures, earlier)));
  }

  /** Begins anew, or after so many steps, with random draws of another seed. */
  void reset(int newSeed, int stepsDone) {
    seed = newSeed;
    steps = stepsDone;
    inStep = false;
    rateWritten = false;
  }

  /** Sees to it that the device knows the step. */
  void prepare() {
    if (!inStep) {
      random.write(0, hostRandom.put(0, seed).put(1, steps).rewind());
      inStep = true;
    }
  }

  /** Sees to it that the device knows the step and its learning rate. */
  void prepare(double rate) {
    prepare();
    if (!rateWritten || rate != learningRate) {
      hyperparameters.write(0, hostHyperparameters.put(0, rate).put(1, steps + 1).rewind());
      learningRate = rate;
      rateWritten = true;
    }
  }

  /** The device's count; part of what it captures. */
  void countThere() {
    next.run();
  }

  /** What the last steps measured, the oldest first, by one transfer. */
  List<StepMetrics> metrics(int last) {
    Objects.checkIndex(last, Math.min(steps, SessionMemory.KEPT_STEPS) + 1);
    earlier.buffer().read(earlier.offset(), hostMetrics.rewind());
    return IntStream.range(steps - last, steps).mapToObj(this::metricsOf).toList();
  }

  private StepMetrics metricsOf(int step) {
    int place = 2 * (step % SessionMemory.KEPT_STEPS);
    return StepMetrics.of(hostMetrics.get(place), hostMetrics.get(place + 1));
  }

  /** Steps so far. */
  int steps() {
    return steps;
  }

  /** The host's count, for when the device's has been enqueued. */
  void countHere() {
    steps++;
  }
}
