package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes what a class of sections has: a field for each, their construction and their order. */
final class GroupEmitter {

  private final Section.Group group;
  private final List<String> fields = new ArrayList<>();
  private final Function<Section, ClassName> classNames;

  /**
   * A writer for one group.
   *
   * @param reserved names that no field may have
   * @param classNames the class of each section
   */
  GroupEmitter(Section.Group group, Identifiers reserved, Function<Section, ClassName> classNames) {
    this.group = group;
    this.classNames = classNames;
    group.children().forEach(child -> fields.add(reserved.unique(child.field())));
  }

  /** Adds the fields. */
  void addFields(TypeSpec.Builder type) {
    for (int i = 0; i < fields.size(); i++) {
      type.addField(classNames.apply(group.children().get(i)), fields.get(i), PRIVATE, FINAL);
    }
  }

  /** A constructor that binds every child. */
  MethodSpec.Builder constructor() {
    MethodSpec.Builder constructor =
        MethodSpec.constructorBuilder().addParameter(RuntimeTypes.BINDER, Views.BINDER);
    for (int i = 0; i < fields.size(); i++) {
      ClassName child = classNames.apply(group.children().get(i));
      Expr made = Expr.create(child, List.of(Expr.of("$L", Views.BINDER)));
      constructor.addCode(made.assignedTo(Expr.of("$L", fields.get(i)), BlockEmitter.BODY));
    }
    return constructor;
  }

  /** One method for each turn of a phase. */
  List<MethodSpec.Builder> methods(Phase phase) {
    List<MethodSpec.Builder> methods = new ArrayList<>();
    for (List<Section.Call> turn : group.turns().get(phase)) {
      MethodSpec.Builder method = MethodSpec.methodBuilder(phase.method(methods.size()));
      turn.forEach(call -> method.addCode(call(phase, call)));
      methods.add(method);
    }
    return methods;
  }

  private CodeBlock call(Phase phase, Section.Call call) {
    return CodeBlock.of("$L.$L();\n", fields.get(call.child()), phase.method(call.turn()));
  }
}
