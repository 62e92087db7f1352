package dev.lamina.processor.emit;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.Binder;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Remembers what was bound, by kernel, and what ran, in order. */
final class RecordingBinder implements Binder {

  private final Map<String, String> bound = new TreeMap<>();
  private final List<String> ran = new ArrayList<>();

  /** Op and tensors of each kernel, by name. */
  Map<String, String> bound() {
    return bound;
  }

  /** Names of the kernels that ran since the last call. */
  List<String> ran() {
    List<String> names = List.copyOf(ran);
    ran.clear();
    return names;
  }

  @Override
  public Tensor input() {
    return view("input", Space.INPUT, 0, 3, 8, 8);
  }

  @Override
  public Tensor labels() {
    return view("labels", Space.LABELS, 0, 1);
  }

  @Override
  public Tensor metrics() {
    return view("metrics", Space.METRICS, 0, 2);
  }

  @Override
  public Tensor random() {
    return view("random", Space.RANDOM, 0, 2);
  }

  @Override
  public Tensor parameter(String name, String... more) {
    return view(joined(name, more), Space.PARAMETER, 0, 1);
  }

  @Override
  public Tensor gradient(String name, String... more) {
    return view(joined(name, more), Space.GRADIENT, 0, 1);
  }

  @Override
  public Tensor state(String name, String... more) {
    return view(joined(name, more), Space.STATE, 0, 1);
  }

  @Override
  public Tensor activation(long offset, int... shape) {
    return view("activations", Space.ACTIVATION, offset, shape);
  }

  @Override
  public Tensor mask(long offset, int bytes) {
    return view("masks", Space.MASK, offset, bytes);
  }

  @Override
  public Tensor statistic(long offset, int channels) {
    return view("statistics", Space.STATISTIC, offset, channels);
  }

  @Override
  public Tensor folded(long offset, int... shape) {
    return view("folded", Space.FOLDED, offset, shape);
  }

  @Override
  public Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    String previous = bound.put(name, op + " " + inputs + " " + outputs);
    if (previous != null) {
      throw new IllegalStateException(name + " is bound twice");
    }
    return () -> ran.add(name);
  }

  private static String joined(String name, String... more) {
    return Stream.concat(Stream.of(name), Arrays.stream(more)).collect(Collectors.joining("+"));
  }

  private static Tensor view(String buffer, Space space, long offset, int... shape) {
    return new Tensor(buffer(buffer), offset, space, Shape.of(shape), 1);
  }

  /** A buffer that has only a name and room enough. */
  private static Buffer buffer(String name) {
    return (Buffer)
        Proxy.newProxyInstance(
            Buffer.class.getClassLoader(),
            new Class<?>[] {Buffer.class},
            (proxy, method, arguments) ->
                method.getName().equals("length") ? (Object) Long.MAX_VALUE : name);
  }
}
