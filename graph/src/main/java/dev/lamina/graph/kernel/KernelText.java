package dev.lamina.graph.kernel;

import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.Fused.Kind;
import dev.lamina.graph.op.FusedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The kernel of one fused op in CUDA C.
 *
 * <p>Its parameters: the outputs, the inputs, the constants of the steps ({@link FusedStep.Draw}:
 * stream and threshold, {@link FusedStep.Drop}: the scale), and the number of elements. Every
 * element is read before anything of it is written, so an output may lie where an input does.
 *
 * <p>A norm's statistics, or in its gradient the sums that its scale's and shift's gradients are,
 * have been found before: they follow the inputs, of which it takes those that are listed in {@link
 * #inputs}. After them come a gradient's number of values per channel or inference's epsilon, and
 * the number of channels.
 */
public final class KernelText {

  private static final String INDENT = "    ";

  private final Fused op;
  private final Names names;

  private KernelText(Fused op) {
    this.op = op;
    this.names = new Names(op);
  }

  /** The name of an op's kernel, the same for every op that the kernel computes. */
  public static String function(Fused op) {
    return new Names(op).function();
  }

  /** The inputs that an op's kernel takes, in order. */
  public static List<Integer> inputs(Fused op) {
    List<Integer> unused = op.lead().map(NormText::unused).orElse(List.of());
    return IntStream.range(0, op.inputs())
        .filter(input -> !unused.contains(input))
        .boxed()
        .toList();
  }

  /** The kernel, after a line that says what it computes. */
  public static String of(Fused op) {
    return new KernelText(op).write();
  }

  private String write() {
    StringBuilder text = new StringBuilder();
    text.append("// ").append(op.formula()).append('\n');
    text.append("extern \"C\" __global__ void ").append(names.function()).append("(\n");
    text.append(INDENT).append(String.join(",\n" + INDENT, parameters())).append(") {\n");
    keys().forEach(key -> text.append("  ").append(key).append('\n'));
    text.append("  EACH(i, n) {\n");
    op.lead()
        .map(lead -> NormText.locals(lead, this::read, names::variable))
        .orElse(List.of())
        .forEach(line -> text.append(INDENT).append(line).append('\n'));
    for (int s = 0; s < op.steps().size(); s++) {
      text.append(INDENT).append(statement(s)).append('\n');
    }
    for (int i = 0; i < op.outputs().size(); i++) {
      text.append(INDENT).append(store(i)).append('\n');
    }
    return text.append("  }\n}\n").toString();
  }

  private List<String> parameters() {
    List<String> parameters = new ArrayList<>();
    for (int i = 0; i < op.outputs().size(); i++) {
      Kind kind = op.step(op.outputs().get(i)).kind();
      parameters.add((kind == Kind.REAL ? "real* " : "unsigned char* ") + names.output(i));
    }
    for (int input : inputs(op)) {
      parameters.add("const " + type(op.kind(input)) + "* " + names.variable(input));
    }
    op.lead().ifPresent(lead -> parameters.addAll(NormText.parameters(lead)));
    for (int s = 0; s < op.steps().size(); s++) {
      if (op.steps().get(s) instanceof FusedStep.Draw) {
        parameters.add("int stream" + s);
        parameters.add("int threshold" + s);
      } else if (op.steps().get(s) instanceof FusedStep.Drop) {
        parameters.add("float scale" + s);
      }
    }
    parameters.add("int n");
    return parameters;
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case REAL -> "real";
      case MASK -> "unsigned char";
      case RANDOM -> "int";
      case CHANNELS -> "float";
    };
  }

  /** What draws need once for all elements. */
  private List<String> keys() {
    List<String> keys = new ArrayList<>();
    for (int s = 0; s < op.steps().size(); s++) {
      if (op.steps().get(s) instanceof FusedStep.Draw draw) {
        String random = names.variable(draw.random());
        keys.add("const unsigned key%s = drawKey(%s, stream%s);".formatted(s, random, s));
      }
    }
    return keys;
  }

  private String statement(int s) {
    FusedStep step = op.steps().get(s);
    String type = step.kind() == Kind.REAL ? "float" : "int";
    return "const %s s%s = %s;".formatted(type, s, value(step, s));
  }

  private String value(FusedStep step, int s) {
    if (step instanceof FusedStep.Lead lead) {
      return NormText.value(lead);
    } else if (step instanceof FusedStep.Sum sum) {
      return sum.terms().stream().map(this::read).collect(Collectors.joining(" + "));
    } else if (step instanceof FusedStep.Apply apply) {
      return "activated(%s, %s)".formatted(apply.function().name(), read(apply.x()));
    } else if (step instanceof FusedStep.Slope slope) {
      String derivative = "slope(%s, %s)".formatted(slope.function().name(), read(slope.saved()));
      return read(slope.gradient()) + " * " + derivative;
    } else if (step instanceof FusedStep.Drop drop) {
      return "%s ? %s * scale%s : 0.0f".formatted(read(drop.mask()), read(drop.x()), s);
    }
    return "kept(key%s, i, threshold%s)".formatted(s, s);
  }

  /** An operand's element. */
  private String read(int operand) {
    String variable = names.variable(operand);
    if (!op.isInput(operand)) {
      return variable;
    }
    return op.kind(operand) == Kind.MASK ? variable + "[i]" : "load(" + variable + ", i)";
  }

  private String store(int i) {
    int operand = op.outputs().get(i);
    String variable = names.variable(operand);
    return op.step(operand).kind() == Kind.MASK
        ? "%s[i] = (unsigned char)%s;".formatted(names.output(i), variable)
        : "store(%s, i, %s);".formatted(names.output(i), variable);
  }
}
