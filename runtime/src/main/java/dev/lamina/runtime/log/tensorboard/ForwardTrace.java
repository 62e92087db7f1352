package dev.lamina.runtime.log.tensorboard;

import dev.lamina.graph.ir.FreeName;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.LayerSpec;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ViewBinder;
import dev.lamina.runtime.recording.AbsentBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The forward graph of a network, found by running its training program on memory that is not
 * there: every kernel only notes that its turn has come. Whoever wrote a place last is where a
 * reader's input comes from, since a plan gives a place to another value only after its last
 * reader.
 */
final class ForwardTrace extends ViewBinder {
  private static final String INPUT = "input";
  private static final String LABELS = "labels";

  private final Map<Place, String> writers = new HashMap<>();
  private final List<GraphNode> nodes = new ArrayList<>();

  /** Where a value lies. */
  private record Place(Space space, long offset) {
    static Place of(Tensor tensor) {
      return new Place(tensor.space(), tensor.offset());
    }
  }

  private ForwardTrace(NetworkSpec network) {
    super(network);
    List<String> layers = network.layers().stream().map(LayerSpec::name).toList();
    source(FreeName.beside(layers, INPUT), Space.INPUT, network.input());
    source(FreeName.beside(layers, LABELS), Space.LABELS, Shape.of(1));
  }

  /** The nodes in the order in which they run, the network's input and the labels first. */
  static List<GraphNode> of(CompiledNetwork network) {
    ForwardTrace trace = new ForwardTrace(network.spec());
    network.training(trace).forward();
    return List.copyOf(trace.nodes);
  }

  private void source(String name, Space space, Shape shape) {
    nodes.add(new GraphNode(name, "placeholder", shape, List.of(), ""));
    writers.put(new Place(space, 0), name);
  }

  private void ran(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    Set<String> sources = new LinkedHashSet<>();
    for (Tensor input : inputs) {
      // All of the others are arenas of their own: no kernel of the graph computes them.
      if (input.space().perExample()) {
        sources.add(writer(input));
      }
    }
    Shape shape = outputs.get(0).shape();
    nodes.add(new GraphNode(name, op.mnemonic(), shape, List.copyOf(sources), attributes(op)));
    outputs.forEach(output -> writers.put(Place.of(output), name));
  }

  private String writer(Tensor input) {
    String writer = writers.get(Place.of(input));
    if (writer == null) {
      throw new IllegalStateException(input.space() + " at " + input.offset() + " was not written");
    }
    return writer;
  }

  /** A record's text without the name of its type. */
  private static String attributes(Op op) {
    String text = op.toString();
    int open = text.indexOf('[');
    return open < 0 ? "" : text.substring(open + 1, text.length() - 1);
  }

  @Override
  public Kernel kernel(String name, Op op, List<Tensor> inputs, List<Tensor> outputs) {
    return () -> ran(name, op, inputs, outputs);
  }

  @Override
  protected Tensor view(Space space, long offset, Shape shape) {
    return new Tensor(new AbsentBuffer(space, Long.MAX_VALUE), offset, space, shape, 1);
  }
}
