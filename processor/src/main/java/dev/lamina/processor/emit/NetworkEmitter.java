package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.processor.read.Extensible;
import java.util.Optional;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Writes the class of a planned network: it implements the declared type, whose methods give layer
 * handles, and binds and runs the kernels of both programs, one nested class for each block.
 */
public final class NetworkEmitter {

  private final ImplementedTypes implementedTypes;

  /** A writer that looks types up in the compilation that these utilities belong to. */
  public NetworkEmitter(Elements elements, Types types) {
    this.implementedTypes = new ImplementedTypes(elements, types);
  }

  /**
   * The source of a network's class.
   *
   * @param recipe how it is declared to be trained
   * @param declared the type that declares it; {@link Extensible#isExtensible} holds for it and for
   *     every block's type, and their abstract methods have no parameters and return {@code Layer}
   *     or a block's type
   */
  public GeneratedSource emit(
      PlannedNetwork planned, Optional<Recipe> recipe, TypeElement declared) {
    return emit(planned, recipe, implementedTypes.read(declared), Optional.of(declared));
  }

  /** The same for a type that need not come from a compilation. */
  static GeneratedSource emit(
      PlannedNetwork planned,
      Optional<Recipe> recipe,
      ImplementedType declared,
      Optional<TypeElement> origin) {
    ClassName name = GeneratedNames.compiled(declared.name());
    TypeSpec type = new NetworkClass(planned, recipe, declared, name).emit();
    JavaFile file = JavaFile.builder(name.packageName(), type).skipJavaLangImports(true).build();
    return new GeneratedSource(name, SourceLayout.tidy(file.toString()), origin);
  }
}
