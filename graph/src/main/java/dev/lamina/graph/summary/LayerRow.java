package dev.lamina.graph.summary;

import dev.lamina.graph.ir.Shape;
import java.util.List;

/**
 * One layer: one node of the forward graph.
 *
 * @param name path, for example {@code stage2.0.conv1}
 * @param block the part of the network that it is in, for example {@code stage2.0}
 * @param kind what it computes, for example {@code conv2d 3x3 stride 2 padding 1, 32 filters}
 * @param output shape of its output for one example
 * @param parameters names of its trainable parameters, as in weight files
 * @param parameterCount numbers in them
 * @param multiplyAdds of one forward pass, per example
 */
public record LayerRow(
    String name,
    String block,
    String kind,
    Shape output,
    List<String> parameters,
    long parameterCount,
    long multiplyAdds) {

  public LayerRow {
    parameters = List.copyOf(parameters);
  }

  /** What it computes in a word, for example {@code conv2d}. */
  public String mnemonic() {
    return kind.substring(0, (kind + " ").indexOf(' '));
  }

  /** The name as it reads within its block: {@code conv1} of {@code stage2.0.conv1}. */
  public String nameInBlock() {
    if (name.startsWith(block + ".")) {
      return name.substring(block.length() + 1);
    }
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
