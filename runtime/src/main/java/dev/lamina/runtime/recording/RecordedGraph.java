package dev.lamina.runtime.recording;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.InferenceProgram;
import dev.lamina.runtime.network.NetworkSpec;
import java.util.List;

/**
 * What a network computes in inference.
 *
 * @param network its shapes, names and sizes
 * @param nodes in the order in which they run: a node comes after all whose outputs it reads
 * @param logits what the program leaves as its result, {@code (classes)}
 */
public record RecordedGraph(NetworkSpec network, List<RecordedNode> nodes, RecordedValue logits) {

  public RecordedGraph {
    nodes = List.copyOf(nodes);
  }

  /**
   * Runs a network's inference program once, on memory that does not exist, and takes down which
   * ops ran.
   *
   * @throws IllegalStateException if the program reads memory that nothing has written
   */
  public static RecordedGraph of(CompiledNetwork network) {
    RecordingBinder binder = new RecordingBinder(network.spec());
    InferenceProgram program = network.inference(binder);
    program.fold();
    program.forward();
    return new RecordedGraph(network.spec(), binder.nodes(), binder.contents(program.logits()));
  }
}
