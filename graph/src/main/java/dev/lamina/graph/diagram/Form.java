package dev.lamina.graph.diagram;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a part computes, whatever its names and the number of its input's channels: two parts of one
 * form that read the same shape are the same function but for their parameters.
 *
 * @param steps ops with the places of their inputs: the input of the part is 0, its nodes count
 *     from 1
 * @param out the place of the result
 */
record Form(List<Step> steps, int out) {

  /** One node. */
  record Step(Op op, List<Integer> inputs) {}

  static Form of(Part part) {
    Map<Value, Integer> places = new HashMap<>();
    places.put(part.in(), 0);
    List<Step> steps = new ArrayList<>();
    for (Node node : part.nodes()) {
      List<Integer> inputs = Part.flowingInto(node).stream().map(places::get).toList();
      steps.add(new Step(anonymous(node.op()), inputs));
      places.put(node.output(), steps.size());
    }
    return new Form(List.copyOf(steps), places.get(part.out()));
  }

  /** A dropout's stream is a name too. */
  private static Op anonymous(Op op) {
    return op instanceof Dropout dropout ? new Dropout(dropout.rate(), 0) : op;
  }
}
