package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceFull;
import dev.lamina.runtime.device.ImageSet;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A network bound to a device: the one owner of everything native in a run.
 *
 * <p>{@link #open} allocates all memory for one batch size and binds all kernels; after the first
 * step nothing more is allocated, on the device or (but for what a method returns) on the Java
 * heap. {@link #close} closes the device and with it everything else.
 *
 * <pre>{@code
 * try (NetworkSession session = NetworkSession.open(network, device, options)) {
 *   session.initialize(42);
 *   session.step(images, labels, 0.1);
 *   double loss = session.metrics().loss();
 * }
 * }</pre>
 *
 * <p>Batches are always full: {@code images} are batchSize x H x W x C floats, channels last, and
 * {@code labels} batchSize integers; the host buffers' positions are left as they were. For one
 * thread at a time. A method for training throws {@link IllegalStateException} in a session that
 * was opened for inference.
 */
public final class NetworkSession implements AutoCloseable {
  /** Steps whose metrics are kept. */
  public static final int KEPT_STEPS = SessionMemory.KEPT_STEPS;

  private final NetworkSpec spec;
  private final Device device;
  private final int batchSize;
  private final Buffer input;
  private final NamedTensors weights;
  private final InferenceProgram inference;
  private final RepeatedSequence forward;
  private final Optional<TrainingSteps> training;
  private Tensor logits;
  private boolean folded;

  private NetworkSession(
      CompiledNetwork network, Device device, SessionOptions options, Map<Space, Long> elements) {
    this.spec = network.spec();
    this.device = device;
    this.batchSize = options.batchSize();
    SessionMemory memory = new SessionMemory(device, batchSize, elements);
    input = memory.arena(Space.INPUT);
    weights = NamedTensors.weights(memory, spec.parameters(), spec.states(), this::unfold);
    device.prepare(network::kernels);
    inference = network.inference(new SessionBinder(device::bind, memory, spec, 0));
    forward = new RepeatedSequence(device, inference::forward);
    training = options.training().map(update -> new TrainingSteps(network, device, memory, update));
    logits = inference.logits();
  }

  private static Map<Space, Long> elements(NetworkSpec spec, SessionOptions options) {
    return options
        .training()
        .map(update -> TrainingSteps.optimizerElements(spec, update))
        .map(elements -> SessionMemory.forTraining(spec, elements))
        .orElseGet(() -> SessionMemory.forInference(spec));
  }

  /**
   * Allocates and binds. All weights are 0 until {@link #initialize} or {@link #weights} sets them.
   *
   * @param network what to run
   * @param device taken over: it is closed with the session, and also if opening fails
   * @param options batch size and optimizer
   * @throws dev.lamina.runtime.UserError if the device has not enough memory, with the batch that
   *     would fit
   */
  public static NetworkSession open(
      CompiledNetwork network, Device device, SessionOptions options) {
    try {
      return open(network, device, options, elements(network.spec(), options));
    } catch (RuntimeException | Error e) {
      device.close();
      throw e;
    }
  }

  private static NetworkSession open(
      CompiledNetwork network, Device device, SessionOptions options, Map<Space, Long> elements) {
    String name = network.spec().name();
    MemoryBudget budget = new MemoryBudget(device, elements);
    budget.require(name, options.batchSize());
    try {
      return new NetworkSession(network, device, options, elements);
    } catch (DeviceFull e) {
      throw budget.explain(name, options.batchSize(), e);
    }
  }

  /** The network's shapes, names and sizes. */
  public NetworkSpec spec() {
    return spec;
  }

  /** The device, for its name and its memory statistics. */
  public Device device() {
    return device;
  }

  /** Examples of every batch. */
  public int batchSize() {
    return batchSize;
  }

  /**
   * Draws all weights anew, as the network declares them, and forgets the optimizer's steps.
   *
   * @param seed the same seed gives the same weights on every device
   */
  public void initialize(long seed) {
    Initialization initialization = new Initialization(seed);
    for (ParameterSpec tensor : weights.specs()) {
      weights.set(tensor.name(), initialization.draw(tensor));
    }
    training.ifPresent(steps -> steps.reset(seed, weights));
  }

  /** Training steps since {@link #initialize}, those before a {@link #resume} included. */
  public int stepsDone() {
    return steps().stepsDone();
  }

  /**
   * Makes the next step the one after so many steps of a run that began with {@link #initialize}:
   * its random draws and the optimizer's corrections are that step's. The run's {@link #weights}
   * and {@link #moments} are for the caller to set.
   *
   * @param seed that the run was initialized with
   * @param stepsDone at least 0
   */
  public void resume(long seed, int stepsDone) {
    steps().resume(seed, stepsDone);
  }

  /**
   * One training step: forward, loss, backward, update. Nothing is read back.
   *
   * @param learningRate of this step
   */
  public void step(FloatBuffer images, IntBuffer labels, double learningRate) {
    TrainingSteps steps = changing();
    Transfers.write(input, images);
    steps.step(labels, learningRate);
    logits = steps.logits();
  }

  /**
   * Lets the device keep the images of a training and make its batches by itself.
   *
   * @return false if it does not do that, or has no room for them: then nothing has changed
   */
  public boolean keepImages(ImageSet images) {
    return steps().keep(images);
  }

  /**
   * Says what the next steps take of the images kept.
   *
   * @param stepsAgo how many steps before the next one the first rows were for
   * @param rows see {@link dev.lamina.runtime.device.ImageBatches}
   */
  public void planImages(int stepsAgo, IntBuffer rows) {
    steps().plan(stepsDone() - stepsAgo, rows);
  }

  /**
   * One training step on the next of the images kept. Nothing is copied to the device, unless the
   * learning rate has changed, and nothing is read back.
   *
   * @param learningRate of this step
   */
  public void step(double learningRate) {
    TrainingSteps steps = changing();
    steps.step(learningRate);
    logits = steps.logits();
  }

  /**
   * As {@link #step}, with the same result to the bit, but looks at everything that is computed,
   * parameters and the optimizer's moments included, by way of the host. It takes several times as
   * long, and the first such step binds all kernels once more.
   *
   * @return the first number that is not finite, or the greatest that the device's precision holds;
   *     what comes after it, the update included, is left out
   */
  public Optional<NumericFault> stepChecked(
      FloatBuffer images, IntBuffer labels, double learningRate) {
    TrainingSteps steps = changing();
    Transfers.write(input, images);
    Optional<NumericFault> fault = steps.stepChecked(labels, learningRate, weights);
    logits = steps.logits();
    return fault;
  }

  /** As {@link #stepChecked(FloatBuffer, IntBuffer, double)} on the next of the images kept. */
  public Optional<NumericFault> stepChecked(double learningRate) {
    TrainingSteps steps = changing();
    Optional<NumericFault> fault = steps.stepChecked(learningRate, weights);
    logits = steps.logits();
    return fault;
  }

  /** The first part of {@link #step}: forward, loss and backward, which leaves the gradients. */
  public void differentiate(FloatBuffer images, IntBuffer labels) {
    TrainingSteps steps = changing();
    Transfers.write(input, images);
    steps.differentiate(labels);
    logits = steps.logits();
  }

  /**
   * As {@link #differentiate}, but looks at everything that is computed, until something is not
   * finite; what comes after that is left out. For the search after a step that went wrong: it
   * binds all kernels anew and takes many times as long.
   *
   * @return what was first not finite, empty if all is
   */
  public Optional<NumericFault> differentiateWatched(FloatBuffer images, IntBuffer labels) {
    Transfers.write(input, images);
    return changing().differentiateWatched(labels);
  }

  /** The second part of {@link #step}: the optimizer's update from the gradients. */
  public void update(double learningRate) {
    changing().update(learningRate);
  }

  /** Loss and correct predictions of the last training step; waits for the device. */
  public StepMetrics metrics() {
    return steps().metrics();
  }

  /**
   * As {@link #metrics()}, of the last steps, the oldest first, in one transfer: who asks every so
   * many steps learns of all of them and waits once.
   *
   * @param last how many of the steps since {@link #initialize} or {@link #resume}, at most {@value
   *     #KEPT_STEPS}
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public List<StepMetrics> metrics(int last) {
    return steps().metrics(last);
  }

  /** Runs the network on a batch in evaluation, with the running averages. */
  public void infer(FloatBuffer images) {
    Transfers.write(input, images);
    if (!folded) {
      inference.fold();
      folded = true;
    }
    forward.run();
    logits = inference.logits();
  }

  /**
   * Copies the logits of the last batch, of {@link #step} or {@link #infer}; waits for the device.
   *
   * @param target receives (batchSize, classes) numbers
   */
  public void readLogits(FloatBuffer target) {
    logits.buffer().read(logits.offset(), target.limit(target.position() + logitCount()));
  }

  /** As {@link #readLogits}, in the full precision of the reference device. */
  public double[] logits() {
    double[] values = new double[logitCount()];
    logits.buffer().read(logits.offset(), DoubleBuffer.wrap(values));
    return values;
  }

  private int logitCount() {
    return Math.toIntExact(logits.elements());
  }

  /** Parameters and running averages. */
  public NamedTensors weights() {
    return weights;
  }

  /** The parameters' gradients of the last training step. */
  public NamedTensors gradients() {
    return steps().gradients();
  }

  /**
   * Exchanges all weights with their moving averages, so that the session infers with those and
   * saves them; once more, and everything is as before. Does nothing in a session without averages.
   */
  public void swapAverages() {
    changing().swapAverages();
  }

  /**
   * What the optimizer remembers of earlier steps, named after the parameter and, before it, as
   * PyTorch's optimizers do: {@code momentum_buffer.} for SGD, {@code exp_avg.} and {@code
   * exp_avg_sq.} for AdamW. The moving averages of weights, if any, are there too, under {@code
   * average.}.
   */
  public NamedTensors moments() {
    return steps().moments();
  }

  /** Weights are no longer what was folded, or are about to be others. */
  private void unfold() {
    folded = false;
  }

  /** The training half, for what changes parameters or running averages. */
  private TrainingSteps changing() {
    unfold();
    return steps();
  }

  private TrainingSteps steps() {
    return training.orElseThrow(
        () -> new IllegalStateException("this session was opened for inference only"));
  }

  /** Releases everything, the device included. */
  @Override
  public void close() {
    device.close();
  }
}
