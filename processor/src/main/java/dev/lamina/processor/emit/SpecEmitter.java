package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.STATIC;

import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.plan.MemoryPlan;
import dev.lamina.graph.plan.PlannedNetwork;
import java.util.ArrayList;
import java.util.List;

/** Writes the network's specification: a method for each block that describes its layers. */
final class SpecEmitter {

  /** Keeps a class far from the 65,535 constants that it may have; a layer has about ten. */
  private static final int LAYERS_PER_CLASS = 500;

  private static final String BUILD = "build";
  private static final String SPEC = LayerStatements.SPEC;
  private static final int BODY = BlockEmitter.BODY;

  private final PlannedNetwork planned;
  private final LayerStatements statements;
  private final Identifiers classNames;
  private final Identifiers methods = new Identifiers(BUILD);
  private final List<TypeSpec.Builder> types = new ArrayList<>();
  private final List<String> typeNames = new ArrayList<>();
  private int layers;

  /**
   * A writer for one network.
   *
   * @param classNames taken by the classes of the file
   */
  SpecEmitter(PlannedNetwork planned, Identifiers classNames) {
    this.planned = planned;
    this.statements = new LayerStatements(planned);
    this.classNames = classNames;
  }

  /** The classes. */
  List<TypeSpec> emit() {
    addType("Everything about the network that is not code.");
    Section.Group network = Sections.of(planned.model().nodes());
    List<String> calls = network.children().stream().map(this::describe).toList();
    types.get(0).methodSpecs.add(0, build(calls));
    return types.stream().map(TypeSpec.Builder::build).toList();
  }

  /** The call that gives the whole specification. */
  Expr call() {
    return Expr.call(Expr.of("$L.$L", typeNames.get(0), BUILD), List.of());
  }

  private void addType(String description) {
    String name = classNames.unique("Specification");
    typeNames.add(name);
    types.add(
        TypeSpec.classBuilder(name)
            .addJavadoc(description + "\n")
            .addModifiers(PRIVATE, STATIC, FINAL)
            .addMethod(MethodSpec.constructorBuilder().addModifiers(PRIVATE).build()));
    layers = 0;
  }

  private MethodSpec build(List<String> calls) {
    ShapedGraph model = planned.model();
    List<Object> identity = List.of(model.name(), model.input().shape(), model.classes());
    Expr builder =
        Expr.call(
            Expr.of("$T.builder", RuntimeTypes.NETWORK_SPEC),
            identity.stream().map(Literals::of).toList());
    MethodSpec.Builder build =
        MethodSpec.methodBuilder(BUILD)
            .addModifiers(STATIC)
            .returns(RuntimeTypes.NETWORK_SPEC)
            .addCode(builder.assignedTo(Expr.of("$T $L", RuntimeTypes.SPEC_BUILDER, SPEC), BODY));
    calls.forEach(call -> build.addCode("$L($L);\n", call, SPEC));
    return build.addCode(arenas().statement(BODY)).addCode(result().statement(BODY)).build();
  }

  private Expr arenas() {
    return Expr.call(
        Expr.of("$L.arenas", SPEC),
        List.of(
            Literals.integer(planned.parameters().length()),
            Literals.integer(planned.states().length())));
  }

  private Expr result() {
    return Expr.call(
        Expr.of("return $L.build", SPEC),
        List.of(sizes(planned.trainingPlan()), sizes(planned.inferencePlan())));
  }

  private static Expr sizes(MemoryPlan plan) {
    return Expr.create(
        RuntimeTypes.ARENA_SIZES,
        List.of(
            Literals.integer(plan.activations()),
            Literals.integer(plan.masks()),
            Literals.integer(plan.statistics()),
            Literals.integer(plan.folded())));
  }

  /** Adds the methods of a section and gives the name by which the first class calls it. */
  private String describe(Section section) {
    String name = methods.unique(Identifiers.variable(section.path()));
    if (section instanceof Section.Group group) {
      List<MethodSpec> first = types.get(0).methodSpecs;
      int place = first.size();
      MethodSpec.Builder method = method(name);
      group.children().forEach(child -> method.addCode("$L($L);\n", describe(child), SPEC));
      first.add(place, method.build());
      return name;
    }
    return describeBlock(name, section.nodes());
  }

  private String describeBlock(String name, List<Node> nodes) {
    if (layers + nodes.size() > LAYERS_PER_CLASS) {
      addType("The specification's layers, continued: a class can hold only so many constants.");
    }
    layers += nodes.size();
    int last = types.size() - 1;
    MethodSpec.Builder method = method(name);
    nodes.forEach(node -> method.addCode(statements.of(node)));
    types.get(last).addMethod(method.build());
    return last == 0 ? name : typeNames.get(last) + "." + name;
  }

  private static MethodSpec.Builder method(String name) {
    return MethodSpec.methodBuilder(name)
        .addModifiers(STATIC)
        .addParameter(RuntimeTypes.SPEC_BUILDER, SPEC);
  }
}
