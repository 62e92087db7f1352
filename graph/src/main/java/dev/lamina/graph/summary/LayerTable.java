package dev.lamina.graph.summary;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.rule.Rules;
import java.util.List;

/**
 * A network's layers and what they cost.
 *
 * @param network the declared type's simple name
 * @param input shape of one image
 * @param classes number of classes
 * @param rows in forward order
 * @param training memory of the training program
 * @param inference memory of the inference program
 */
public record LayerTable(
    String network,
    Shape input,
    int classes,
    List<LayerRow> rows,
    MemoryUse training,
    MemoryUse inference) {

  public LayerTable {
    rows = List.copyOf(rows);
  }

  /** The table of a planned network. */
  public static LayerTable of(PlannedNetwork planned) {
    ShapedGraph model = planned.model();
    return new LayerTable(
        model.name(),
        model.input().shape(),
        model.classes(),
        model.nodes().stream().map(LayerTable::row).toList(),
        MemoryUse.of(planned.trainingPlan()),
        MemoryUse.of(planned.inferencePlan()));
  }

  private static LayerRow row(Node node) {
    List<String> parameters =
        node.inputs().stream()
            .filter(value -> value.space() == Space.PARAMETER)
            .map(Value::name)
            .toList();
    return new LayerRow(
        node.name(),
        node.site().block(),
        OpText.kind(node.op()),
        node.output().shape(),
        parameters,
        ParameterCount.of(node),
        Rules.multiplyAdds(node));
  }

  /** Number of trainable numbers. */
  public long parameterCount() {
    return rows.stream().mapToLong(LayerRow::parameterCount).sum();
  }

  /** Multiply-adds of one forward pass, per example. */
  public long multiplyAdds() {
    return rows.stream().mapToLong(LayerRow::multiplyAdds).sum();
  }
}
