package dev.lamina.graph.rule;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.Add;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Op;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table of all rules: what the compiler knows about each forward op that a network can contain.
 */
public final class Rules {

  private static final Map<Class<? extends ForwardOp>, Rule<?>> RULES =
      Map.ofEntries(
          entry(Activation.class, new ActivationRule()),
          entry(Add.class, new AddRule()),
          entry(AvgPool.class, new AvgPoolRule()),
          entry(BatchNorm.class, new BatchNormRule()),
          entry(ChannelShuffle.class, new ChannelShuffleRule()),
          entry(Concat.class, new ConcatRule()),
          entry(Conv2d.class, new Conv2dRule()),
          entry(Dropout.class, new DropoutRule()),
          entry(GlobalAvgPool.class, new GlobalAvgPoolRule()),
          entry(Linear.class, new LinearRule()),
          entry(MaxPool.class, new MaxPoolRule()));

  private Rules() {}

  private static <O extends ForwardOp> Map.Entry<Class<? extends ForwardOp>, Rule<?>> entry(
      Class<O> op, Rule<O> rule) {
    return Map.entry(op, rule);
  }

  /** The ops that have a rule. */
  static Set<Class<? extends ForwardOp>> ops() {
    return RULES.keySet();
  }

  /** The shape of an op's output; what does not fit is reported. */
  public static <O extends ForwardOp> Optional<Shape> output(
      O op, List<Shape> inputs, Report report) {
    return of(op).output(op, inputs, report);
  }

  /** The parameters and states that an op reads after its inputs. */
  public static <O extends ForwardOp> List<ParameterNeed> parameters(O op, Shape input) {
    return of(op).parameters(op, input);
  }

  /** What an op's training form writes beside its output. */
  public static <O extends ForwardOp> List<Saved> saved(O op, Shape output) {
    return of(op).saved(op, output);
  }

  /** Adds the gradient of a node in training form to the tape. */
  public static void gradient(Node node, GradientTape tape) {
    gradient((ForwardOp) node.op(), node, tape);
  }

  private static <O extends ForwardOp> void gradient(O op, Node node, GradientTape tape) {
    of(op).gradient(op, node, tape);
  }

  /** Multiply-adds of a node for one example, 0 for ops that do little arithmetic. */
  public static long multiplyAdds(Node node) {
    Op op = node.op();
    return op instanceof ForwardOp forward && RULES.containsKey(forward.getClass())
        ? multiplyAdds(forward, node)
        : 0;
  }

  private static <O extends ForwardOp> long multiplyAdds(O op, Node node) {
    return of(op).multiplyAdds(op, node.input(0).shape(), node.output().shape());
  }

  // Entries pair each class with a rule for exactly that class.
  @SuppressWarnings("unchecked")
  private static <O extends ForwardOp> Rule<O> of(O op) {
    Rule<?> rule = RULES.get(op.getClass());
    if (rule == null) {
      throw new IllegalArgumentException("no rule for " + op.mnemonic());
    }
    return (Rule<O>) rule;
  }
}
