package dev.lamina.processor;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.dsl.LayerOrder;
import dev.lamina.processor.read.LayerOrders;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.Filer;
import javax.annotation.processing.Generated;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;

/** Writes companions: types that record the order of a declared type's methods. */
final class CompanionWriter {

  private final Elements elements;
  private final Filer filer;
  private final Set<String> written = new HashSet<>();

  CompanionWriter(Elements elements, Filer filer) {
    this.elements = elements;
    this.filer = filer;
  }

  /** Writes the companion of a type that is being compiled from source, if it needs one. */
  void write(TypeElement type) throws IOException {
    List<String> names = LayerOrders.namesToRecord(type);
    // A type may be a network and a block.
    if (names.size() > 1 && written.add(type.getQualifiedName().toString())) {
      companion(type, names).writeTo(filer);
    }
  }

  private JavaFile companion(TypeElement type, List<String> names) {
    AnnotationSpec.Builder order = AnnotationSpec.builder(LayerOrder.class);
    names.forEach(name -> order.addMember("value", "$S", name));
    TypeSpec companion =
        TypeSpec.interfaceBuilder(LayerOrders.companionName(type))
            .addOriginatingElement(type)
            .addJavadoc(
                "Records the order of the layers of {@link $T}, which a class file need not keep.\n",
                ClassName.get(type))
            .addAnnotation(
                AnnotationSpec.builder(Generated.class)
                    .addMember("value", "$S", LaminaProcessor.class.getName())
                    .build())
            .addAnnotation(order.build())
            .build();
    String packageName = elements.getPackageOf(type).getQualifiedName().toString();
    return JavaFile.builder(packageName, companion).build();
  }
}
