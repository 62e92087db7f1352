package dev.lamina.processor.read;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.util.ElementFilter;

/**
 * Knows which types are being compiled from source. Class files may list methods in any order, and
 * messages cannot be shown in them.
 */
public final class Sources {

  private final Optional<Trees> trees;
  private final Set<String> roots = new HashSet<>();

  private Sources(Optional<Trees> trees) {
    this.trees = trees;
  }

  /** Asks {@code javac} for syntax trees; another compiler has only the roots of its rounds. */
  public static Sources of(ProcessingEnvironment environment) {
    try {
      return new Sources(Optional.of(Trees.instance(environment)));
    } catch (IllegalArgumentException | LinkageError e) {
      return new Sources(Optional.empty());
    }
  }

  /** Adds the types of one round. */
  public void add(Collection<? extends Element> types) {
    ElementFilter.typesIn(Set.copyOf(types))
        .forEach(type -> roots.add(type.getQualifiedName().toString()));
  }

  /** Whether a type, or the type around it, is being compiled from source. */
  public boolean contains(TypeElement type) {
    return trees
        .map(t -> t.getPath(type) != null)
        .orElseGet(() -> roots.contains(outermost(type).getQualifiedName().toString()));
  }

  /**
   * Whether a method has an annotation that {@code javac} cannot find and will report: elements
   * keep no trace of it.
   */
  boolean hasUnknownAnnotation(ExecutableElement method) {
    return trees
        .map(t -> t.getPath(method))
        .filter(path -> path.getLeaf() instanceof MethodTree tree && hasUnknown(tree, path))
        .isPresent();
  }

  private boolean hasUnknown(MethodTree method, TreePath path) {
    return method.getModifiers().getAnnotations().stream()
        .map(annotation -> new TreePath(path, annotation.getAnnotationType()))
        .map(trees.orElseThrow()::getTypeMirror)
        .anyMatch(type -> type != null && type.getKind() == TypeKind.ERROR);
  }

  private static TypeElement outermost(TypeElement type) {
    TypeElement outer = type;
    while (outer.getEnclosingElement() instanceof TypeElement enclosing) {
      outer = enclosing;
    }
    return outer;
  }
}
