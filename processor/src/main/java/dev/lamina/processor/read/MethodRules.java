package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.Map;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;

/** Checks that a method can declare a layer. */
final class MethodRules {

  private static final Map<String, String> RESERVED =
      Map.ofEntries(
          Map.entry("spec", "CompiledNetwork"),
          Map.entry("recipe", "CompiledNetwork"),
          Map.entry("kernels", "CompiledNetwork"),
          Map.entry("training", "CompiledNetwork"),
          Map.entry("inference", "CompiledNetwork"),
          Map.entry("name", "Layer"),
          Map.entry("outputShape", "Layer"),
          Map.entry("parameters", "Layer"),
          Map.entry("getClass", "Object"),
          Map.entry("hashCode", "Object"),
          Map.entry("toString", "Object"),
          Map.entry("clone", "Object"),
          Map.entry("finalize", "Object"),
          Map.entry("notify", "Object"),
          Map.entry("notifyAll", "Object"),
          Map.entry("wait", "Object"));

  private final Compilation compilation;
  private final Diagnostics diagnostics;

  MethodRules(Compilation compilation, Diagnostics diagnostics) {
    this.compilation = compilation;
    this.diagnostics = diagnostics;
  }

  /** Whether a generated class can implement the method as a layer's handle. */
  boolean check(LayerMethod layer, TypeElement root, Origin origin) {
    return hasFreeName(layer, origin)
        && takesNothing(layer, origin)
        && isWithinReach(layer, root, origin);
  }

  private boolean hasFreeName(LayerMethod layer, Origin origin) {
    String owner = RESERVED.get(layer.name());
    if (owner != null) {
      diagnostics.report(
          Message.RESERVED_NAME, origin, layer.name(), owner, layer.name(), layer.name() + "Layer");
    }
    return owner == null;
  }

  private boolean takesNothing(LayerMethod layer, Origin origin) {
    ExecutableElement method = layer.method();
    boolean generic = !method.getTypeParameters().isEmpty();
    boolean fine = method.getParameters().isEmpty() && !generic;
    if (!fine) {
      String what = generic ? "type parameters" : "parameters";
      diagnostics.report(Message.LAYER_WITH_PARAMETERS, origin, layer.name(), what, layer.name());
    }
    return fine;
  }

  private boolean isWithinReach(LayerMethod layer, TypeElement root, Origin origin) {
    Set<Modifier> modifiers = layer.method().getModifiers();
    boolean hidden =
        !modifiers.contains(Modifier.PUBLIC)
            && !modifiers.contains(Modifier.PROTECTED)
            && !samePackage(layer.owner(), root);
    if (hidden) {
      diagnostics.report(
          Message.LAYER_OUT_OF_REACH,
          origin,
          layer.name(),
          layer.owner().getQualifiedName(),
          compilation.elements().getPackageOf(root).getQualifiedName());
    }
    return !hidden;
  }

  private boolean samePackage(TypeElement a, TypeElement b) {
    var elements = compilation.elements();
    return elements.getPackageOf(a).equals(elements.getPackageOf(b));
  }
}
