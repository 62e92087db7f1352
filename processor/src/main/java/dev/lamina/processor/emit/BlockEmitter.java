package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Writes the class of one block: its kernels, how they are bound, and their order. */
final class BlockEmitter {

  /** Columns before a statement of a method of a nested class. */
  static final int BODY = 6;

  private final Section.Block block;
  private final Views views;
  private final BlockNames names;
  private final Set<Value> declared = new HashSet<>();

  BlockEmitter(Section.Block block, Views views, Map<String, String> layers) {
    this.block = block;
    this.views = views;
    this.names = BlockNames.of(block.path(), block.nodes(), layers);
  }

  TypeSpec emit(String className) {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addJavadoc("{@code $L}: $L.\n", block.path(), shapes())
            .addModifiers(PRIVATE, STATIC, FINAL);
    for (Node node : block.nodes()) {
      type.addField(RuntimeTypes.KERNEL, names.field(node), PRIVATE, FINAL);
    }
    type.addMethod(constructor());
    for (Phase phase : Phase.values()) {
      for (int turn = 0; turn < block.turns(phase); turn++) {
        type.addMethod(run(phase.method(turn), block.turns().get(phase).get(turn)));
      }
    }
    return type.build();
  }

  private String shapes() {
    List<Node> forward = nodes(Phase.FORWARD);
    List<Node> nodes = forward.isEmpty() ? block.nodes() : forward;
    Node first = nodes.get(0);
    Node last = nodes.get(nodes.size() - 1);
    return NodeText.shapes(first.input(0), last.output(), " to ");
  }

  private MethodSpec constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addParameter(RuntimeTypes.BINDER, Views.BINDER);
    List<Phase> phases =
        Stream.of(Phase.values()).filter(phase -> !nodes(phase).isEmpty()).toList();
    for (Phase phase : phases) {
      if (phase != phases.get(0)) {
        constructor.addCode("\n// $L\n", phase.when());
      }
      constructor.addCode(nodes(phase).stream().map(this::bind).collect(CodeBlock.joining("\n")));
    }
    return constructor.build();
  }

  private List<Node> nodes(Phase phase) {
    return block.turns().get(phase).stream().flatMap(List::stream).toList();
  }

  private CodeBlock bind(Node node) {
    CodeBlock.Builder code = CodeBlock.builder();
    node.inputs().forEach(value -> code.add(declare(value, "")));
    node.outputs().forEach(value -> code.add(declare(value, inPlaceOf(value, node))));
    Expr kernel =
        Expr.call(
            Expr.of("$L.kernel", Views.BINDER),
            List.of(
                Literals.of(node.name()),
                Literals.of(node.op()),
                locals(node.inputs()),
                locals(node.outputs())));
    return code.add(kernel.assignedTo(Expr.of("$L", names.field(node)), BODY, "")).build();
  }

  /** Says so where an output takes the memory of an input. */
  private String inPlaceOf(Value output, Node node) {
    return node.inputs().stream()
        .filter(input -> views.sameMemory(input, output))
        .findFirst()
        .map(input -> "in place of " + names.local(input))
        .orElse("");
  }

  private CodeBlock declare(Value value, String comment) {
    if (!declared.add(value)) {
      return CodeBlock.of("");
    }
    Expr variable = Expr.of("$T $L", RuntimeTypes.TENSOR, names.local(value));
    return views.of(value).assignedTo(variable, BODY, comment);
  }

  private Expr locals(List<Value> values) {
    return Expr.list(values.stream().map(value -> Expr.of("$L", names.local(value))).toList());
  }

  private MethodSpec run(String name, List<Node> nodes) {
    MethodSpec.Builder method = MethodSpec.methodBuilder(name);
    for (Node node : nodes) {
      method.addCode(commented(names.field(node) + ".run();", NodeText.of(node)));
    }
    return method.build();
  }

  private static CodeBlock commented(String statement, String comment) {
    boolean beside = BODY + statement.length() + " // ".length() + comment.length() <= Expr.LINE;
    return beside
        ? CodeBlock.of("$L // $L\n", statement, comment)
        : CodeBlock.of("// $L\n$L\n", comment, statement);
  }
}
