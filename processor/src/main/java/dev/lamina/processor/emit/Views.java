package dev.lamina.processor.emit;

import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.plan.MemoryPlan;
import java.util.ArrayList;
import java.util.List;

/** Expressions that ask the binder for the memory of a value. */
final class Views {

  /** What the binder is called in generated constructors. */
  static final String BINDER = "binder";

  private final ShapedGraph model;
  private final MemoryPlan plan;

  /**
   * Views of one program's memory.
   *
   * @param model the graph that the program comes from
   */
  Views(ShapedGraph model, MemoryPlan plan) {
    this.model = model;
    this.plan = plan;
  }

  /**
   * The call that gives a value's view.
   *
   * @throws IllegalArgumentException for an optimizer's values, which are not a program's
   */
  Expr of(Value value) {
    return switch (value.space()) {
      case INPUT -> ask("input");
      case LABELS -> ask("labels");
      case METRICS -> ask("metrics");
      case RANDOM -> ask("random");
      case PARAMETER -> ask("parameter", names(value));
      case GRADIENT -> ask("gradient", names(value));
      case STATE -> ask("state", names(value));
      case ACTIVATION -> shaped("activation", value);
      case MASK -> ask("mask", offset(value), elements(value));
      case FOLDED -> shaped("folded", value);
      case STATISTIC -> ask("statistic", offset(value), elements(value));
      case HYPERPARAMETERS, OPTIMIZER ->
          throw new IllegalArgumentException(value.space() + " in a program: " + value);
    };
  }

  /** Whether two feature maps or vectors begin at the same place. */
  boolean sameMemory(Value a, Value b) {
    return a.space() == Space.ACTIVATION
        && b.space() == Space.ACTIVATION
        && plan.offset(a) == plan.offset(b);
  }

  private Expr shaped(String method, Value value) {
    List<Expr> arguments = new ArrayList<>();
    arguments.add(offset(value));
    arguments.addAll(Literals.dims(value.shape()));
    return Expr.call(method(method), arguments);
  }

  private Expr offset(Value value) {
    return Literals.integer(plan.offset(value));
  }

  private static Expr elements(Value value) {
    return Literals.integer(value.shape().elements());
  }

  private Expr[] names(Value value) {
    return model.parts(value).stream().map(Literals::of).toArray(Expr[]::new);
  }

  private static Expr ask(String method, Expr... arguments) {
    return Expr.call(method(method), List.of(arguments));
  }

  private static Expr method(String name) {
    return Expr.of("$L.$L", BINDER, name);
  }
}
