package dev.lamina.runtime.device;

import dev.lamina.graph.op.ArenaOp;
import java.util.List;

/** Which operands of a binding may share memory. */
final class MemoryRules {

  private MemoryRules() {}

  /**
   * Requires that outputs overlap neither each other nor an input, but for what the op allows: the
   * first output on exactly one of its in-place inputs, and what works on arenas on what it
   * changes.
   */
  static void check(Binding binding, Operands operands) {
    if (binding.op() instanceof ArenaOp) {
      return;
    }
    List<Tensor> outputs = binding.outputs();
    for (int o = 0; o < outputs.size(); o++) {
      for (int other = 0; other < o; other++) {
        boolean apart = !overlap(outputs.get(o), outputs.get(other));
        operands.require(apart, "outputs " + other + " and " + o + " overlap");
      }
      for (int i = 0; i < binding.inputs().size(); i++) {
        boolean fine = !overlap(outputs.get(o), binding.input(i)) || inPlace(binding, o, i);
        operands.require(fine, "output " + o + " overlaps input " + i);
      }
    }
  }

  private static boolean inPlace(Binding binding, int output, int input) {
    return output == 0
        && binding.op().inPlaceInputs().contains(input)
        && binding.output(0).sameMemory(binding.input(input));
  }

  private static boolean overlap(Tensor a, Tensor b) {
    return a.buffer() == b.buffer()
        && a.offset() < b.offset() + b.elements()
        && b.offset() < a.offset() + a.elements();
  }
}
