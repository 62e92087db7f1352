package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ImageBatches;
import dev.lamina.runtime.device.ImageSet;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.TrainingProgram;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The training half of a session: forward, backward and update on its memory. */
final class TrainingSteps {
  private final Device device;
  private final TrainingProgram program;
  private final Optimizer optimizer;
  private final Optional<WeightAverages> averages;
  private final StepClock clock;
  private final RepeatedSequence step;
  private final NamedTensors gradients;
  private final NamedTensors moments;
  private final Buffer labels;
  private final Buffer metrics;
  private final SessionMemory memory;
  private final DoubleBuffer hostMetrics = DoubleBuffer.allocate(2);
  private final Function<FiniteCheck, CheckedStep> checkedStep;
  private Optional<ImageBatches> kept = Optional.empty();
  private Optional<RepeatedSequence> keptStep = Optional.empty();
  private Optional<CheckedStep> checked = Optional.empty();

  TrainingSteps(
      CompiledNetwork network, Device device, SessionMemory memory, SessionOptions.Update update) {
    NetworkSpec spec = network.spec();
    labels = memory.arena(Space.LABELS);
    metrics = memory.arena(Space.METRICS);
    gradients = NamedTensors.gradients(memory, spec.parameters());
    this.device = device;
    this.memory = memory;
    Function<Function<Binding, Kernel>, TrainingProgram> bound =
        kernels ->
            network.training(new SessionBinder(kernels, memory, spec, update.labelSmoothing()));
    program = bound.apply(device::bind);
    optimizer = new Optimizer(device, memory, update, spec.parameterElements());
    moments = optimizer.moments(spec.parameters());
    averages =
        Optional.of(update)
            .filter(TrainingSteps::hasAverages)
            .map(u -> new WeightAverages(device, memory, u, spec));
    averages.ifPresent(kept -> kept.addTo(moments));
    int kinds = update.optimizer().moments().size();
    checkedStep = check -> new CheckedStep(check, memory, spec, kinds, bound);
    clock = new StepClock(device, memory);
    step = new RepeatedSequence(device, this::runStep);
  }

  private static boolean hasAverages(SessionOptions.Update update) {
    return update.averageDecay() > 0;
  }

  /** The length of the optimizer's arena. */
  static long optimizerElements(NetworkSpec spec, SessionOptions.Update update) {
    long moments = update.optimizer().moments().size() * spec.parameterElements();
    return hasAverages(update) ? moments + WeightAverages.elements(spec) : moments;
  }

  private void runStep() {
    program.forward();
    program.backward();
    finishStep();
  }

  private void finishStep() {
    optimizer.update();
    averages.ifPresent(WeightAverages::update);
    clock.countThere();
  }

  /**
   * Begins anew: no momentum, step 0, and random draws of this seed.
   *
   * @param weights what they are now is what their averages begin with
   */
  void reset(long seed, NamedTensors weights) {
    optimizer.reset();
    averages.ifPresent(kept -> kept.reset(weights, moments));
    resume(seed, 0);
  }

  /** Goes on after so many steps; weights and moments are the caller's to restore. */
  void resume(long seed, int stepsDone) {
    clock.reset(Long.hashCode(seed), stepsDone);
  }

  int stepsDone() {
    return clock.steps();
  }

  /** Runs a whole step on the batch whose images are in place. */
  void step(IntBuffer batchLabels, double learningRate) {
    Transfers.write(labels, batchLabels);
    clock.prepare(learningRate);
    step.run();
    clock.countHere();
  }

  /** Lets the device make the batches of later steps; false if it does not, or has no room. */
  boolean keep(ImageSet images) {
    if (MemoryBudget.hasRoom(device, images.bytes())) {
      kept =
          device.keep(
              images,
              memory.view(Space.INPUT, 0, images.shape()),
              memory.view(Space.LABELS, 0, Shape.of(1)),
              memory.pair(Space.RANDOM));
    }
    keptStep = kept.map(batches -> new RepeatedSequence(device, () -> runKept(batches.kernel())));
    return kept.isPresent();
  }

  private void runKept(Kernel batch) {
    batch.run();
    runStep();
  }

  /** Says what the steps from the one on that has this number take of the images kept. */
  void plan(int firstStep, IntBuffer rows) {
    kept.orElseThrow(() -> new IllegalStateException("no images are kept")).plan(firstStep, rows);
  }

  /** Runs a whole step on the next images of the plan. */
  void step(double learningRate) {
    clock.prepare(learningRate);
    keptStep.orElseThrow(() -> new IllegalStateException("no images are kept")).run();
    clock.countHere();
  }

  /**
   * As {@link #step(double)}, looking at every number.
   *
   * @param weights looked at after the update
   */
  Optional<NumericFault> stepChecked(double learningRate, NamedTensors weights) {
    clock.prepare(learningRate);
    kept.orElseThrow(() -> new IllegalStateException("no images are kept")).kernel().run();
    return checked(weights);
  }

  /**
   * As {@link #step(IntBuffer, double)}, looking at every number.
   *
   * @param weights looked at after the update
   */
  Optional<NumericFault> stepChecked(
      IntBuffer batchLabels, double learningRate, NamedTensors weights) {
    Transfers.write(labels, batchLabels);
    clock.prepare(learningRate);
    return checked(weights);
  }

  private Optional<NumericFault> checked(NamedTensors weights) {
    CheckedStep watched = checked.orElseGet(() -> checkedStep.apply(FiniteCheck.ofRange(device)));
    checked = Optional.of(watched);
    Optional<NumericFault> fault = watched.differentiate();
    if (fault.isPresent()) {
      return fault;
    }
    finishStep();
    clock.countHere();
    return watched.updated(List.of(weights, moments));
  }

  /** Runs forward and backward on the batch whose images are in place. */
  void differentiate(IntBuffer batchLabels) {
    Transfers.write(labels, batchLabels);
    clock.prepare();
    program.forward();
    program.backward();
  }

  /** As {@link #differentiate}, until something is not finite. */
  Optional<NumericFault> differentiateWatched(IntBuffer batchLabels) {
    Transfers.write(labels, batchLabels);
    clock.prepare();
    return checkedStep.apply(FiniteCheck.ofFinite(device)).differentiate();
  }

  /** Updates the parameters. */
  void update(double learningRate) {
    clock.prepare(learningRate);
    finishStep();
    clock.countHere();
  }

  void swapAverages() {
    averages.ifPresent(WeightAverages::swap);
  }

  Tensor logits() {
    return program.logits();
  }

  NamedTensors gradients() {
    return gradients;
  }

  NamedTensors moments() {
    return moments;
  }

  StepMetrics metrics() {
    metrics.read(0, hostMetrics.rewind());
    return StepMetrics.of(hostMetrics.get(0), hostMetrics.get(1));
  }

  List<StepMetrics> metrics(int last) {
    return clock.metrics(last);
  }
}
