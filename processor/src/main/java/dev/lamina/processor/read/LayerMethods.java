package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/** Collects the layers of a type: those of the type that it extends, then its own. */
final class LayerMethods {

  private static final String LAYER = "dev.lamina.dsl.Layer";

  private final Compilation compilation;
  private final Diagnostics diagnostics;
  private final TypeElement root;
  private final Origin rootOrigin;

  /**
   * A collector for one type.
   *
   * @param rootOrigin where messages about inheritance go
   */
  LayerMethods(
      Compilation compilation, Diagnostics diagnostics, TypeElement root, Origin rootOrigin) {
    this.compilation = compilation;
    this.diagnostics = diagnostics;
    this.root = root;
    this.rootOrigin = rootOrigin;
  }

  /**
   * The layers in order; empty if the order is unknown, which is reported.
   *
   * @throws UnreadableException if {@code javac} does not know a type that it extends
   */
  Optional<List<LayerMethod>> collect() {
    return collect(root).map(layers -> List.copyOf(layers.values()));
  }

  private Optional<Map<String, LayerMethod>> collect(TypeElement type) {
    List<TypeElement> bases = bases(type);
    if (bases.size() > 1) {
      diagnostics.report(
          Message.TWO_BASES,
          rootOrigin,
          type.getSimpleName(),
          bases.get(0).getSimpleName(),
          bases.get(1).getSimpleName());
      return Optional.empty();
    }
    Map<String, LayerMethod> layers = new LinkedHashMap<>();
    for (TypeElement base : bases) {
      Optional<Map<String, LayerMethod>> inherited = collect(base);
      if (inherited.isEmpty()) {
        return inherited;
      }
      layers.putAll(inherited.get());
    }
    return ownMethods(type).map(methods -> addOwn(type, methods, layers));
  }

  private Optional<List<ExecutableElement>> ownMethods(TypeElement type) {
    Optional<List<ExecutableElement>> methods = compilation.orders().methods(type);
    if (methods.isEmpty()) {
      diagnostics.report(
          Message.UNKNOWN_ORDER,
          rootOrigin,
          type.getSimpleName(),
          LayerOrders.companionName(type),
          type.getSimpleName());
    }
    return methods;
  }

  /** A method that overrides a layer takes its place: a map keeps the place of a key. */
  private Map<String, LayerMethod> addOwn(
      TypeElement type, List<ExecutableElement> methods, Map<String, LayerMethod> layers) {
    for (ExecutableElement method : methods) {
      String name = method.getSimpleName().toString();
      if (method.getModifiers().contains(Modifier.ABSTRACT)) {
        layers.put(name, new LayerMethod(method, type));
      } else if (method.getParameters().isEmpty() && layers.containsKey(name)) {
        overridden(method, type, layers.get(name));
      }
    }
    return layers;
  }

  private void overridden(ExecutableElement method, TypeElement type, LayerMethod layer) {
    boolean own = type.equals(root) && compilation.sources().contains(type);
    Origin origin =
        own ? new SourceOrigin(Place.of(method), Optional.empty(), method.toString()) : rootOrigin;
    diagnostics.report(
        Message.LAYER_OVERRIDDEN,
        origin,
        layer.name(),
        type.getSimpleName(),
        layer.owner().getSimpleName());
  }

  /** The direct supertypes that bring layers, without those that another of them extends. */
  private List<TypeElement> bases(TypeElement type) {
    if (compilation.types().directSupertypes(type.asType()).stream()
        .anyMatch(t -> t.getKind() == TypeKind.ERROR)) {
      throw new UnreadableException();
    }
    List<TypeElement> all =
        compilation.types().directSupertypes(type.asType()).stream()
            .map(t -> (TypeElement) compilation.types().asElement(t))
            .filter(this::bringsLayers)
            .toList();
    return all.stream().filter(t -> all.stream().noneMatch(o -> extendsOther(o, t))).toList();
  }

  private boolean extendsOther(TypeElement type, TypeElement other) {
    var types = compilation.types();
    return !type.equals(other)
        && types.isSubtype(types.erasure(type.asType()), types.erasure(other.asType()));
  }

  private boolean bringsLayers(TypeElement type) {
    if (type.getQualifiedName().contentEquals(LAYER)
        || type.getQualifiedName().contentEquals(Object.class.getName())) {
      return false;
    }
    return ElementFilter.methodsIn(type.getEnclosedElements()).stream()
            .anyMatch(m -> m.getModifiers().contains(Modifier.ABSTRACT))
        || compilation.types().directSupertypes(type.asType()).stream()
            .anyMatch(t -> bringsLayers((TypeElement) compilation.types().asElement(t)));
  }

  /** The networks that a network extends, the nearest first. */
  List<TypeElement> networks() {
    List<TypeElement> networks = new ArrayList<>();
    for (List<TypeElement> next = bases(root); next.size() == 1; next = bases(next.get(0))) {
      if (Mirrors.has(next.get(0), "Network")) {
        networks.add(next.get(0));
      }
    }
    return networks;
  }
}
