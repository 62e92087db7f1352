package dev.lamina.processor.read;

import dev.lamina.graph.decl.InitializeDecl;
import dev.lamina.graph.decl.InputDecl;
import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.op.ActivationFunction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** Reads what a network's type says, or what the networks that it extends say instead. */
final class NetworkHeader {

  private final Compilation compilation;
  private final Diagnostics diagnostics;
  private final TypeElement type;
  private final Origin origin;
  private final List<TypeElement> lineage = new ArrayList<>();

  /**
   * The header of a network.
   *
   * @param origin its annotation
   * @param bases the networks that it extends, the nearest first
   */
  NetworkHeader(
      Compilation compilation,
      Diagnostics diagnostics,
      TypeElement type,
      Origin origin,
      List<TypeElement> bases) {
    this.compilation = compilation;
    this.diagnostics = diagnostics;
    this.type = type;
    this.origin = origin;
    lineage.add(type);
    lineage.addAll(bases);
  }

  /** The network with its members; empty if something about its header was reported. */
  Optional<ModelDecl> with(List<MemberDecl> members) {
    Optional<Attributes> input =
        stating("input", "input = @Input(channels = 3, height = 32, width = 32)");
    Optional<Attributes> classes = stating("classes", "classes = 10");
    ActivationFunction activation = activation();
    if (input.isEmpty() || classes.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ModelDecl(
            type.getSimpleName().toString(),
            input(input.get()),
            classes.get().integer("classes"),
            activation,
            initialize(),
            new TrainingReader(compilation, lineage).read(),
            members,
            origin));
  }

  /** The values of the nearest network that writes an attribute. */
  private Optional<Attributes> stating(String attribute, String example) {
    Optional<Attributes> found = nearest(attribute);
    if (found.isEmpty()) {
      diagnostics.report(
          Message.MISSING_ATTRIBUTE, origin, type.getSimpleName(), attribute, example);
    }
    return found;
  }

  private Optional<Attributes> nearest(String attribute) {
    return lineage.stream()
        .filter(t -> Mirrors.written(network(t), attribute).isPresent())
        .findFirst()
        .map(t -> read(network(t)));
  }

  private static AnnotationMirror network(TypeElement type) {
    return Mirrors.find(type, "Network").orElseThrow();
  }

  private Attributes read(AnnotationMirror mirror) {
    return Attributes.of(mirror, origin, compilation.elements());
  }

  private InputDecl input(Attributes network) {
    AnnotationMirror mirror = network.annotation("input");
    Attributes shape = Attributes.of(mirror, origin, compilation.elements());
    return new InputDecl(
        shape.integer("channels"),
        shape.integer("height"),
        shape.integer("width"),
        inputOrigin(mirror));
  }

  /** Values of the nested annotation have places of their own, unless they are inherited. */
  private Origin inputOrigin(AnnotationMirror mirror) {
    boolean own = Mirrors.written(network(type), "input").isPresent();
    return own
        ? new SourceOrigin(
            Place.of(type, mirror), Optional.empty(), type.getSimpleName() + " @Input")
        : origin;
  }

  private ActivationFunction activation() {
    Optional<ActivationFunction> written =
        nearest("activation").map(a -> a.function("activation").orElseGet(this::reportNetwork));
    return written.orElse(ActivationFunction.RELU);
  }

  private ActivationFunction reportNetwork() {
    String functions =
        Arrays.stream(ActivationFunction.values())
            .map(Enum::name)
            .collect(Collectors.joining(", "));
    diagnostics.report(Message.NETWORK_ACTIVATION, origin.attribute("activation"), functions);
    return ActivationFunction.RELU;
  }

  private InitializeDecl initialize() {
    return lineage.stream()
        .flatMap(t -> Mirrors.find(t, "Initialize").stream())
        .findFirst()
        .map(this::read)
        .map(NetworkHeader::initialize)
        .orElse(
            new InitializeDecl(
                InitializeDecl.Scheme.KAIMING_NORMAL_FAN_IN,
                InitializeDecl.Scheme.UNIFORM_FAN_IN,
                false));
  }

  private static InitializeDecl initialize(Attributes a) {
    return new InitializeDecl(
        InitializeDecl.Scheme.valueOf(a.constant("convolution")),
        InitializeDecl.Scheme.valueOf(a.constant("linear")),
        a.bool("zeroBias"));
  }
}
