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
 * stream and threshold, {@link FusedStep.Drop}: the scale, {@link FusedStep.Slice}: the first
 * channel), and the number of elements. Every element is read before anything of it is written, so
 * an output may lie where an input does.
 *
 * <p>A norm's statistics, or in its gradient the sums that its scale's and shift's gradients are,
 * have been found before: they follow the inputs, of which it takes those that are listed in {@link
 * #inputs}. After them come a gradient's number of values per channel or inference's epsilon. Where
 * it matters which channel an element is of, the number of channels precedes the constants, after
 * those of the inputs that have others ({@link #otherWidths}).
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

  /** The inputs whose numbers of channels the kernel takes, since they are not the chain's. */
  public static List<Integer> otherWidths(Fused op) {
    return IntStream.range(0, op.inputs())
        .filter(input -> op.kind(input) == Kind.PART || op.kind(input) == Kind.WIDE)
        .boxed()
        .toList();
  }

  /** Whether the kernel takes the number of channels. */
  public static boolean countsChannels(Fused op) {
    return op.lead().isPresent() || !otherWidths(op).isEmpty();
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
    locals().forEach(line -> text.append(INDENT).append(line).append('\n'));
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
    otherWidths(op).forEach(input -> parameters.add("int " + names.width(input)));
    if (countsChannels(op)) {
      parameters.add("int channels");
    }
    for (int s = 0; s < op.steps().size(); s++) {
      parameters.addAll(constants(op.steps().get(s), s));
    }
    parameters.add("int n");
    return parameters;
  }

  private static List<String> constants(FusedStep step, int s) {
    if (step instanceof FusedStep.Draw) {
      return List.of("int stream" + s, "int threshold" + s);
    } else if (step instanceof FusedStep.Drop) {
      return List.of("float scale" + s);
    }
    return step instanceof FusedStep.Slice ? List.of("int first" + s) : List.of();
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case REAL, PART, WIDE -> "real";
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

  /** What several steps need of an element. */
  private List<String> locals() {
    List<String> locals = new ArrayList<>();
    if (!otherWidths(op).isEmpty()) {
      locals.add("const int pixel = i / channels;");
    }
    if (countsChannels(op)) {
      locals.add("const int channel = i % channels;");
    }
    op.lead()
        .map(lead -> NormText.locals(lead, this::read, names::variable))
        .ifPresent(locals::addAll);
    return locals;
  }

  private String statement(int s) {
    FusedStep step = op.steps().get(s);
    String type = step.kind() == Kind.REAL ? "float" : "int";
    return "const %s s%s = %s;".formatted(type, s, value(step, s));
  }

  private String value(FusedStep step, int s) {
    if (step instanceof FusedStep.Lead lead) {
      return NormText.value(lead);
    } else if (step instanceof FusedStep.Join join) {
      return join(join.parts());
    } else if (step instanceof FusedStep.Slice slice) {
      return ofPixel(slice.whole(), "first" + s + " + channel");
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

  /** Of the part that has the channel. */
  private String join(List<Integer> parts) {
    StringBuilder text = new StringBuilder();
    String channel = "channel";
    for (int part : parts.subList(0, parts.size() - 1)) {
      String width = names.width(part);
      text.append("%s < %s ? ".formatted(channel, width));
      text.append(ofPixel(part, channel)).append('\n').append(INDENT.repeat(2)).append(": ");
      channel += " - " + width;
    }
    return text + ofPixel(parts.get(parts.size() - 1), channel);
  }

  /** A channel of the element's pixel in a map of another width. */
  private String ofPixel(int input, String channel) {
    return "load(%s, pixel * %s + %s)"
        .formatted(names.variable(input), names.width(input), channel);
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
