package dev.lamina.runtime.bench;

import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Op;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.SoftmaxCrossEntropy;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.profile.Cost;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The time that a step would take if each convolution and linear layer took what its kernel takes
 * alone, and all else were read and written once at the speed of a large copy; one after the other.
 *
 * <p>A kernel alone is the fastest of several runs, one right after the other, on memory of its
 * own, so that its operands are in the caches as far as they fit. Those within a fused op count as
 * if they were ops of their own; of the fused op's other operands, each is moved once, and what it
 * need not leave in memory is not. The mask of a norm's ReLU counts a bit an element. Packing
 * weights is not in it, for that is done before a kernel is timed.
 *
 * @param speed of the machine
 * @param shares of the step, in order
 */
public record AloneLimit(MachineSpeed speed, List<Share> shares) {
  private static final int BITS = 8;

  public AloneLimit {
    shares = List.copyOf(shares);
  }

  /**
   * A kernel alone, or data to be moved.
   *
   * @param kind of op
   * @param kernelSeconds what its kernel takes alone; 0 where there is none
   * @param bytes that are moved
   * @param again whether the backward pass computes again by it what the forward pass had, to save
   *     memory
   */
  public record Share(String kind, double kernelSeconds, long bytes, boolean again) {}

  /**
   * Measures the kernels of a step.
   *
   * @param ops of the step, in order
   * @param nanos what time it is, in nanoseconds
   */
  static AloneLimit of(List<Binding> ops, Device device, MachineSpeed speed, LongSupplier nanos) {
    LoneKernels kernels = new LoneKernels(device, new KernelClock(device, nanos));
    List<Share> shares = new ArrayList<>();
    boolean lossKnown = false;
    for (Binding binding : ops) {
      boolean again = lossKnown && isOfForward(binding.op());
      for (Binding product : Cost.products(binding)) {
        shares.add(new Share(product.op().mnemonic(), kernels.seconds(product), 0, again));
      }
      shares.add(moved(binding, device, again));
      lossKnown |= binding.op() instanceof SoftmaxCrossEntropy;
    }
    return new AloneLimit(speed, shares);
  }

  /** Whether an op among gradients is there to have again what was not kept. */
  private static boolean isOfForward(Op op) {
    return op instanceof Conv2d || op instanceof JoinedConv2d || op instanceof BatchNormRecompute;
  }

  /** What an op moves besides its products. */
  private static Share moved(Binding binding, Device device, boolean again) {
    Op op = binding.op();
    List<Binding> products = Cost.products(binding);
    Stream<Tensor> read =
        Cost.read(binding).stream()
            .filter(tensor -> products.stream().noneMatch(at -> at.inputs().contains(tensor)));
    Stream<Tensor> written =
        Cost.written(binding).stream()
            .filter(tensor -> products.stream().noneMatch(at -> at.outputs().contains(tensor)));
    long bytes = Stream.concat(read, written).mapToLong(at -> bytes(at, op, device)).sum();
    return new Share(op.mnemonic(), 0, bytes, again || op instanceof RecomputedWeightGrad);
  }

  private static long bytes(Tensor tensor, Op op, Device device) {
    long bytes = device.bytes(tensor.space(), tensor.elements());
    return tensor.space() == Space.MASK && hasBits(op) ? (bytes + BITS - 1) / BITS : bytes;
  }

  /** Whether masks are those of ReLUs behind norms, and not positions or what was dropped. */
  private static boolean hasBits(Op op) {
    boolean leads = op instanceof Fused chain && chain.lead().isPresent();
    boolean joined = op instanceof JoinedConv2d || op instanceof JoinedConv2dGrad;
    return leads || joined || op instanceof BatchNorm || op instanceof BatchNormGrad;
  }

  /** Without what is computed again to save memory. */
  public AloneLimit withoutRepeats() {
    return new AloneLimit(speed, shares.stream().filter(share -> !share.again()).toList());
  }

  /** Seconds of a step. */
  public double seconds() {
    return kernelSeconds() + bytes() / speed.bytesPerSecond();
  }

  /** Seconds of all kernels. */
  public double kernelSeconds() {
    return shares.stream().mapToDouble(Share::kernelSeconds).sum();
  }

  /** Bytes that are moved beside them. */
  public long bytes() {
    return shares.stream().mapToLong(Share::bytes).sum();
  }

  /** Seconds of the kernels of each kind, in the order in which the kinds first run. */
  public Map<String, Double> kernelSecondsByKind() {
    return shares.stream()
        .filter(share -> share.kernelSeconds() > 0)
        .collect(
            Collectors.groupingBy(
                Share::kind, LinkedHashMap::new, Collectors.summingDouble(Share::kernelSeconds)));
  }
}
