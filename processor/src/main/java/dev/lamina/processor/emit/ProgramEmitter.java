package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;
import static javax.lang.model.element.Modifier.STATIC;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.graph.ir.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes one program, for training or for inference: a class for it and for each section. */
final class ProgramEmitter {

  private static final String LOGITS = "logits";

  private final ProgramKind kind;
  private final Views views;
  private final Identifiers classNames;
  private final Map<String, String> layers;
  private final String className;
  private final IdentityHashMap<Section, ClassName> classes = new IdentityHashMap<>();
  private final List<TypeSpec> types = new ArrayList<>();

  /**
   * A writer for one program.
   *
   * @param classNames taken by the classes of the file
   * @param layers the layer that each parameter and state belongs to
   */
  ProgramEmitter(
      ProgramKind kind, Views views, Identifiers classNames, Map<String, String> layers) {
    this.kind = kind;
    this.views = views;
    this.classNames = classNames;
    this.layers = layers;
    this.className = classNames.unique(kind.className());
  }

  /** The name of the program's own class. */
  String className() {
    return className;
  }

  /**
   * All classes of the program, its own first.
   *
   * @param logits what the program's {@code logits()} gives
   */
  List<TypeSpec> emit(Section.Group program, Value logits) {
    GroupEmitter group = children(program, new Identifiers(Views.BINDER, LOGITS));
    TypeSpec.Builder type =
        TypeSpec.classBuilder(className)
            .addJavadoc(kind.description() + "\n")
            .addModifiers(PRIVATE, STATIC, FINAL)
            .addSuperinterface(kind.programType());
    group.addFields(type);
    type.addField(RuntimeTypes.TENSOR, LOGITS, PRIVATE, FINAL);
    Expr target = Expr.of(LOGITS);
    type.addMethod(
        group
            .constructor()
            .addCode(views.of(logits).assignedTo(target, BlockEmitter.BODY))
            .build());
    for (Phase phase : kind.phases()) {
      group.methods(phase).forEach(method -> type.addMethod(overriding(method)));
    }
    type.addMethod(overriding(logitsGetter()));
    types.add(0, type.build());
    return List.copyOf(types);
  }

  private static MethodSpec.Builder logitsGetter() {
    return MethodSpec.methodBuilder(LOGITS)
        .returns(RuntimeTypes.TENSOR)
        .addStatement("return $L", LOGITS);
  }

  private static MethodSpec overriding(MethodSpec.Builder method) {
    return method.addAnnotation(Override.class).addModifiers(PUBLIC).build();
  }

  private GroupEmitter children(Section.Group group, Identifiers reserved) {
    group.children().forEach(this::name);
    GroupEmitter emitter = new GroupEmitter(group, reserved, classes::get);
    group.children().forEach(this::emitSection);
    return emitter;
  }

  private void name(Section section) {
    String suggestion = Identifiers.type(section.path()) + kind.className();
    classes.put(section, ClassName.get("", classNames.unique(suggestion)));
  }

  private void emitSection(Section section) {
    String name = classes.get(section).simpleName();
    if (section instanceof Section.Block block) {
      types.add(new BlockEmitter(block, views, layers).emit(name));
    } else if (section instanceof Section.Group group) {
      int place = types.size();
      types.add(place, emitGroup(group, name));
    }
  }

  private TypeSpec emitGroup(Section.Group group, String name) {
    GroupEmitter emitter = children(group, new Identifiers(Views.BINDER));
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name)
            .addJavadoc("{@code $L}: $L blocks.\n", group.path(), group.children().size())
            .addModifiers(PRIVATE, STATIC, FINAL);
    emitter.addFields(type);
    type.addMethod(emitter.constructor().build());
    for (Phase phase : Phase.values()) {
      emitter.methods(phase).forEach(method -> type.addMethod(method.build()));
    }
    return type.build();
  }
}
