package dev.lamina.runtime.log.tensorboard;

import dev.lamina.graph.ir.Shape;
import java.util.List;

/**
 * A node of a forward graph.
 *
 * @param name dotted path, for example {@code stage2.0.conv1}
 * @param kind the op's mnemonic
 * @param output shape of its first output
 * @param inputs names of the nodes whose outputs it reads
 * @param attributes the op's attributes and parameters as text, empty where it has none
 */
record GraphNode(String name, String kind, Shape output, List<String> inputs, String attributes) {

  GraphNode {
    inputs = List.copyOf(inputs);
  }
}
