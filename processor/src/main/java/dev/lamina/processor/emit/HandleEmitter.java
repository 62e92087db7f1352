package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.FINAL;
import static javax.lang.model.element.Modifier.PRIVATE;
import static javax.lang.model.element.Modifier.PUBLIC;

import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeSpec;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the declared type's own methods, which give handles of layers and of users' blocks. */
final class HandleEmitter {

  /** The field of the generated class that holds its specification. */
  static final String SPEC = "spec";

  private final List<Node> nodes;
  private final Identifiers classNames;
  private final List<TypeSpec> blocks = new ArrayList<>();

  /**
   * A writer for one network.
   *
   * @param nodes its forward graph
   * @param classNames taken by the classes of the file
   */
  HandleEmitter(List<Node> nodes, Identifiers classNames) {
    this.nodes = nodes;
    this.classNames = classNames;
  }

  /** The methods of the network, given the shape of one image. */
  List<MethodSpec> members(ImplementedType network, Shape input) {
    return members(network, "", input, 4);
  }

  /** The classes of users' blocks that the methods make; complete once they are written. */
  List<TypeSpec> blocks() {
    return List.copyOf(blocks);
  }

  private List<MethodSpec> members(ImplementedType type, String path, Shape input, int indent) {
    List<MethodSpec> methods = new ArrayList<>();
    Shape in = input;
    for (ImplementedType.Member member : type.members()) {
      String memberPath = path.isEmpty() ? member.name() : path + "." + member.name();
      Optional<Shape> out = output(memberPath);
      methods.add(method(member, memberPath, in, indent));
      if (!type.isParallel() && out.isPresent()) {
        in = out.get();
      }
    }
    return methods;
  }

  private MethodSpec method(ImplementedType.Member member, String path, Shape in, int indent) {
    Expr returned =
        member.block().isPresent()
            ? Expr.call(Expr.of("return new $L", block(member.block().get(), path, in)), List.of())
            : layer(path, in);
    return MethodSpec.methodBuilder(member.name())
        .addJavadoc("{@code $L}: $L.\n", path, output(path).orElse(in))
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(member.returns())
        .addCode(returned.statement(indent))
        .build();
  }

  /** A member of which nothing is left, such as an identity, gives what comes in. */
  private Expr layer(String path, Shape in) {
    return output(path).isPresent()
        ? Expr.call(
            Expr.of("return $T.of", RuntimeTypes.LAYER_HANDLE),
            List.of(Expr.of(SPEC), Literals.of(path)))
        : Expr.call(
            Expr.of("return new $T", RuntimeTypes.LAYER_HANDLE),
            List.of(Literals.of(path), Literals.of(in.dims()), Literals.of(List.of())));
  }

  /** The name of a new class for a user's block. */
  private String block(ImplementedType type, String path, Shape in) {
    String name = classNames.unique(Identifiers.type(path) + "Handles");
    TypeSpec.Builder handles =
        TypeSpec.classBuilder(name)
            .addJavadoc("The layers of {@code $L}.\n", path)
            .addModifiers(PRIVATE, FINAL);
    if (type.isInterface()) {
      handles.addSuperinterface(type.name());
    } else {
      handles.superclass(type.name());
    }
    int place = blocks.size();
    handles.addMethods(members(type, path, in, 6));
    blocks.add(place, handles.build());
    return name;
  }

  /** The shape of the last node at or below a path that leaves out the numbers of repetitions. */
  private Optional<Shape> output(String path) {
    return nodes.stream()
        .filter(node -> isAtOrBelow(node.name(), path))
        .reduce((first, second) -> second)
        .map(node -> node.output().shape());
  }

  private static boolean isAtOrBelow(String node, String path) {
    List<String> wanted = List.of(path.split("\\.", -1));
    int matched = 0;
    for (String name : node.split("\\.", -1)) {
      if (matched < wanted.size() && name.equals(wanted.get(matched))) {
        matched++;
      } else if (matched < wanted.size() && !NodeNames.isNumber(name)) {
        return false;
      }
    }
    return matched == wanted.size();
  }
}
