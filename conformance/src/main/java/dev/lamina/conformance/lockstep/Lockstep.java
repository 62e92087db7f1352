package dev.lamina.conformance.lockstep;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.AdamW;
import dev.lamina.graph.op.UpdateOp;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.session.NamedTensors;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;

/**
 * A network on a device and on the reference device, one training step after the other. In each
 * step the reference device begins from the device's weights, running averages and moments, and
 * takes the device's branches: so no error grows from one step to the next.
 *
 * <p>{@link #differentiate} and {@link #update} alternate.
 */
public final class Lockstep implements AutoCloseable {
  private static final List<Space> STATE = List.of(Space.PARAMETER, Space.STATE, Space.OPTIMIZER);

  private final UpdateOp optimizer;
  private final RecordingDevice device;
  private final FollowingDevice reference;
  private final NetworkSession session;
  private final NetworkSession exact;

  private Lockstep(CompiledNetwork network, Device opened, int batchSize, UpdateOp optimizer) {
    this.optimizer = optimizer;
    SessionOptions options = SessionOptions.training(batchSize, optimizer);
    Branches branches = new Branches();
    reference = new FollowingDevice(branches);
    device = new RecordingDevice(opened, branches);
    session = NetworkSession.open(network, device, options);
    exact = NetworkSession.open(network, reference, options);
  }

  /**
   * Opens a network on both devices; all weights are 0.
   *
   * @param opened the device, taken over: it is closed with this, and also if opening fails
   */
  public static Lockstep open(
      CompiledNetwork network, Device opened, int batchSize, UpdateOp optimizer) {
    try {
      return new Lockstep(network, opened, batchSize, optimizer);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** The device's weights: what the next step begins with on both devices. */
  public NamedTensors weights() {
    return session.weights();
  }

  /** The device's gradients. */
  public NamedTensors gradients() {
    return session.gradients();
  }

  /** The gradients that double precision has on the device's branches. */
  public NamedTensors exactGradients() {
    return exact.gradients();
  }

  /** Runs forward and backward on both devices. */
  public GradientErrors differentiate(FloatBuffer images, IntBuffer labels) {
    STATE.forEach(this::takeOver);
    session.differentiate(images, labels);
    reference.forgetKinks();
    exact.differentiate(images, labels);
    return new GradientErrors(
        Distance.of(exact.metrics().loss(), session.metrics().loss()),
        Distance.greatest(exact.logits(), session.logits()),
        Distance.of(exact.gradients(), session.gradients()),
        reference.kinks());
  }

  /**
   * Updates the weights on both devices, each from its own gradients, but for AdamW: it divides a
   * gradient by its size, so that one within rounding of 0 decides by its sign alone on a whole
   * step. Therefore the reference device takes over the device's gradients then, which {@link
   * #differentiate} has compared.
   */
  public StateErrors update(double learningRate) {
    if (optimizer instanceof AdamW) {
      takeOver(Space.GRADIENT);
    }
    session.update(learningRate);
    exact.update(learningRate);
    return new StateErrors(
        Distance.of(exact.weights(), session.weights()),
        Distance.of(
            Transfer.read(reference.arena(Space.OPTIMIZER)),
            Transfer.read(device.arena(Space.OPTIMIZER))));
  }

  private void takeOver(Space space) {
    Transfer.copy(device.arena(space), reference.arena(space));
  }

  /** Closes both devices. */
  @Override
  public void close() {
    session.close();
    exact.close();
  }
}
