package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import dev.lamina.dsl.Layer;
import dev.lamina.dsl.Parallel;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Reads what there is to implement in a declared type and in the blocks that it is made of. */
final class ImplementedTypes {

  private static final ClassName LAYER = ClassName.get(Layer.class);

  private final AbstractMethods abstractMethods;
  private final Types types;

  ImplementedTypes(Elements elements, Types types) {
    this.abstractMethods = new AbstractMethods(elements, types);
    this.types = types;
  }

  /** The type as a class of its package sees it. */
  ImplementedType read(TypeElement type) {
    return new ImplementedType(
        ClassName.get(type),
        type.getKind().isInterface(),
        type.getAnnotation(Parallel.class) != null,
        abstractMethods.of(type).stream().map(method -> member(method, type)).toList());
  }

  private ImplementedType.Member member(ExecutableElement method, TypeElement type) {
    // Seen from the type, as a generic supertype may have declared it.
    TypeMirror seen = types.asMemberOf((DeclaredType) type.asType(), method);
    TypeMirror result = ((javax.lang.model.type.ExecutableType) seen).getReturnType();
    TypeName name = TypeName.get(result);
    Optional<ImplementedType> block =
        name.equals(LAYER)
            ? Optional.empty()
            : Optional.of(read((TypeElement) types.asElement(result)));
    return new ImplementedType.Member(method.getSimpleName().toString(), name, block);
  }
}
