package dev.lamina.graph.text;

import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Stages of the compiler as stable text: one line a node, {@code outputs = op inputs # name}. */
public final class GraphText {

  private GraphText() {}

  /** A forward graph with its parameters. */
  public static String of(ShapedGraph graph) {
    return header(graph)
        + parameters("parameter", graph.parameters())
        + parameters("state", graph.states())
        + lines(graph.nodes(), Value::toString)
        + "logits "
        + graph.logits()
        + "\n";
  }

  /** A training graph. */
  public static String of(TrainingGraph graph) {
    return header(graph.model())
        + joined(graph.model().joined())
        + "forward\n"
        + lines(graph.forward(), Value::toString)
        + "backward\n"
        + lines(graph.backward(), Value::toString);
  }

  /** An inference graph. */
  public static String of(InferenceGraph graph) {
    return header(graph.model())
        + folds(graph, Value::toString)
        + lines(graph.nodes(), Value::toString)
        + "logits "
        + graph.logits()
        + "\n";
  }

  /** Both programs with the place of every value. */
  public static String of(PlannedNetwork planned) {
    MemoryPlan training = planned.trainingPlan();
    MemoryPlan inference = planned.inferencePlan();
    return header(planned.model())
        + arenas("training", training)
        + lines(planned.training().forward(), value -> placed(value, training))
        + "backward\n"
        + lines(planned.training().backward(), value -> placed(value, training))
        + arenas("inference", inference)
        + folds(planned.inference(), value -> placed(value, inference))
        + lines(planned.inference().nodes(), value -> placed(value, inference));
  }

  private static String header(ShapedGraph graph) {
    return "network "
        + graph.name()
        + " input "
        + graph.input().shape()
        + " classes "
        + graph.classes()
        + "\n";
  }

  private static String arenas(String title, MemoryPlan plan) {
    return title
        + " activations "
        + plan.activations()
        + " masks "
        + plan.masks()
        + " statistics "
        + plan.statistics()
        + (plan.folded() > 0 ? " folded " + plan.folded() : "")
        + "\n";
  }

  private static String folds(InferenceGraph graph, Function<Value, String> value) {
    return graph.folds().isEmpty() ? "" : "folds\n" + lines(graph.folds(), value) + "forward\n";
  }

  private static String parameters(String kind, List<Parameter> parameters) {
    return parameters.stream()
        .map(p -> kind + " " + p.name() + " " + p.value().shape() + " " + p.initializer() + "\n")
        .collect(Collectors.joining());
  }

  private static String joined(Map<String, List<String>> joined) {
    return joined.entrySet().stream()
        .map(whole -> "joined " + whole.getKey() + " " + String.join(" ", whole.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  private static String lines(List<Node> nodes, Function<Value, String> value) {
    return nodes.stream().map(node -> line(node, value)).collect(Collectors.joining());
  }

  private static String line(Node node, Function<Value, String> value) {
    return "  "
        + join(node.outputs(), value)
        + " = "
        + node.op()
        + " "
        + join(node.inputs(), value)
        + "  # "
        + node.name()
        + "\n";
  }

  private static String join(List<Value> values, Function<Value, String> text) {
    return values.stream()
        .map(v -> named(v) ? name(v) : text.apply(v))
        .collect(Collectors.joining(", "));
  }

  /** Parameters and the like are clearer by name than by number. */
  private static boolean named(Value value) {
    return value.space() != Space.ACTIVATION
        && value.space() != Space.MASK
        && value.space() != Space.STATISTIC
        && value.space() != Space.FOLDED;
  }

  private static String name(Value value) {
    return value.space() == Space.GRADIENT ? "gradient of " + value.name() : value.name();
  }

  private static String placed(Value value, MemoryPlan plan) {
    return value + "@" + plan.offset(value);
  }
}
