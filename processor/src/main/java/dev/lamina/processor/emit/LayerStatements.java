package dev.lamina.processor.emit;

import com.squareup.javapoet.CodeBlock;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.ArenaLayout;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.summary.LayerRow;
import dev.lamina.graph.summary.LayerTable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that describe a layer and its parameters to the specification's builder. */
final class LayerStatements {

  /** What the builder is called. */
  static final String SPEC = "spec";

  private final Map<String, LayerRow> rows = new HashMap<>();
  private final Map<Value, Parameter> parameters = new HashMap<>();
  private final Map<Value, Long> offsets = new HashMap<>();

  LayerStatements(PlannedNetwork planned) {
    LayerTable.of(planned).rows().forEach(row -> rows.put(row.name(), row));
    index(planned.model().parameters(), planned.parameters());
    index(planned.model().states(), planned.states());
  }

  private void index(List<Parameter> values, ArenaLayout layout) {
    for (int i = 0; i < values.size(); i++) {
      parameters.put(values.get(i).value(), values.get(i));
      offsets.put(values.get(i).value(), layout.offsets().get(i));
    }
  }

  /** The layer, then its parameters and states. */
  CodeBlock of(Node node) {
    CodeBlock.Builder code = CodeBlock.builder();
    LayerRow row = rows.get(node.name());
    Expr layer =
        Expr.call(
            Expr.of("$L.layer", SPEC),
            List.of(
                Literals.of(row.name()),
                Literals.of(row.kind()),
                Literals.of(row.output()),
                Literals.integer(row.multiplyAdds())));
    code.add(layer.statement(BlockEmitter.BODY));
    for (Value input : node.inputs()) {
      if (input.space() == Space.PARAMETER) {
        code.add(placed("parameter", input));
      } else if (input.space() == Space.STATE) {
        code.add(placed("state", input));
      }
    }
    return code.build();
  }

  private CodeBlock placed(String method, Value value) {
    return Expr.call(
            Expr.of("$L.$L", SPEC, method),
            List.of(
                Literals.of(value.name()),
                Literals.of(value.shape()),
                Literals.of(parameters.get(value).initializer()),
                Literals.integer(offsets.get(value))))
        .statement(BlockEmitter.BODY);
  }
}
