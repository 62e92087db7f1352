package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.graph.ir.InferenceGraph;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.TrainingGraph;
import dev.lamina.graph.kernel.NetworkKernels;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.graph.summary.BlockText;
import dev.lamina.graph.summary.LayerTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The one top-level class that a network is compiled to. */
final class NetworkClass {

  private static final String SPEC = HandleEmitter.SPEC;

  private final PlannedNetwork planned;
  private final Optional<Recipe> recipe;
  private final ImplementedType declared;
  private final ClassName name;
  private final Identifiers classNames;
  private final Map<String, String> layers;

  NetworkClass(
      PlannedNetwork planned, Optional<Recipe> recipe, ImplementedType declared, ClassName name) {
    this.planned = planned;
    this.recipe = recipe;
    this.declared = declared;
    this.name = name;
    this.classNames = new Identifiers(name.simpleName());
    reserve(declared);
    this.layers =
        Stream.of(planned.model().parameters(), planned.model().states())
            .flatMap(List::stream)
            .collect(Collectors.toMap(Parameter::name, Parameter::layer));
  }

  /** No nested class may hide a type that the class implements or mentions. */
  private void reserve(ImplementedType type) {
    type.name().simpleNames().forEach(classNames::unique);
    type.members().forEach(member -> member.block().ifPresent(this::reserve));
  }

  TypeSpec emit() {
    ShapedGraph model = planned.model();
    SpecEmitter spec = new SpecEmitter(planned, classNames);
    List<TypeSpec> specification = spec.emit();
    HandleEmitter handles = new HandleEmitter(model.nodes(), classNames);
    ProgramEmitter training =
        program(
            ProgramKind.TRAINING, new Views(planned.training().model(), planned.trainingPlan()));
    ProgramEmitter inference =
        program(ProgramKind.INFERENCE, new Views(model, planned.inferencePlan()));
    TypeSpec.Builder type =
        header()
            .addField(
                FieldSpec.builder(RuntimeTypes.NETWORK_SPEC, SPEC, PRIVATE, FINAL)
                    .initializer(spec.call().flat())
                    .build())
            .addMethod(getter());
    recipe.map(RecipeEmitter::emit).ifPresent(type::addMethod);
    if (!NetworkKernels.of(planned).isEmpty()) {
      type.addMethod(kernels());
    }
    type.addMethod(opener("training", ProgramKind.TRAINING, training))
        .addMethod(opener("inference", ProgramKind.INFERENCE, inference))
        .addMethods(handles.members(declared, model.input().shape()));
    handles.blocks().forEach(type::addType);
    trainingTypes(training).forEach(type::addType);
    inferenceTypes(inference).forEach(type::addType);
    specification.forEach(type::addType);
    return type.build();
  }

  private ProgramEmitter program(ProgramKind kind, Views views) {
    return new ProgramEmitter(kind, views, classNames, layers);
  }

  private List<TypeSpec> trainingTypes(ProgramEmitter program) {
    TrainingGraph graph = planned.training();
    return program.emit(Sections.of(graph), graph.logits());
  }

  private List<TypeSpec> inferenceTypes(ProgramEmitter program) {
    InferenceGraph graph = planned.inference();
    return program.emit(Sections.of(graph), graph.logits());
  }

  private TypeSpec.Builder header() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc(documentation())
            .addAnnotation(GeneratedNames.annotation())
            .addModifiers(PUBLIC, FINAL);
    if (declared.isInterface()) {
      type.addSuperinterface(declared.name());
    } else {
      type.superclass(declared.name());
    }
    return type.addSuperinterface(RuntimeTypes.COMPILED_NETWORK);
  }

  private CodeBlock documentation() {
    LayerTable table = LayerTable.of(planned);
    String memory =
        "<p>Memory that is planned for each image, in float32: training %s; inference %s."
            .formatted(table.training(), table.inference());
    return CodeBlock.builder()
        .add("{@link $T}, compiled: ", declared.name())
        .add("$L images, $L classes.\n\n", table.input(), table.classes())
        .add("<pre>\n$L</pre>\n\n", BlockText.of(table))
        .add("$L\n", SourceLayout.paragraph(memory))
        .build();
  }

  private static MethodSpec getter() {
    return MethodSpec.methodBuilder("spec")
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(RuntimeTypes.NETWORK_SPEC)
        .addStatement("return $L", SPEC)
        .build();
  }

  private MethodSpec kernels() {
    return MethodSpec.methodBuilder("kernels")
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(String.class)
        .addStatement(
            "return $T.read($T.class, $S)",
            RuntimeTypes.KERNEL_RESOURCE,
            name,
            GeneratedNames.kernels(declared.name()))
        .build();
  }

  private static MethodSpec opener(String method, ProgramKind kind, ProgramEmitter program) {
    return MethodSpec.methodBuilder(method)
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(kind.programType())
        .addParameter(RuntimeTypes.BINDER, Views.BINDER)
        .addStatement("return new $L($L)", program.className(), Views.BINDER)
        .build();
  }
}
