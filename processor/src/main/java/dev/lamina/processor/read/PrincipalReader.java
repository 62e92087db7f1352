package dev.lamina.processor.read;

import dev.lamina.dsl.Sizes;
import dev.lamina.graph.decl.PrincipalDecl;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;

/** Reads principal annotations. */
final class PrincipalReader {

  /** By simple name; what a member can be. */
  private static final Map<String, Function<Attributes, PrincipalDecl>> READERS = readers();

  private PrincipalReader() {}

  private static Map<String, Function<Attributes, PrincipalDecl>> readers() {
    Map<String, Function<Attributes, PrincipalDecl>> readers = new LinkedHashMap<>();
    readers.put("Conv", PrincipalReader::conv);
    readers.put("MaxPool", a -> pool(a, true));
    readers.put("AvgPool", a -> pool(a, false));
    readers.put("GlobalAvgPool", a -> new PrincipalDecl.GlobalAvgPool(a.origin()));
    readers.put("Linear", PrincipalReader::linear);
    readers.put("Dropout", a -> new PrincipalDecl.Dropout(a.real("rate"), a.origin()));
    readers.put(
        "ChannelShuffle", a -> new PrincipalDecl.ChannelShuffle(a.integer("groups"), a.origin()));
    readers.put("Inception", PrincipalReader::inception);
    readers.put("Residual", a -> residual(a, Optional.empty()));
    readers.put("Dense", PrincipalReader::dense);
    readers.put("Transition", PrincipalReader::transition);
    return readers;
  }

  /** Whether an annotation says which layer a member is. */
  static boolean isPrincipal(AnnotationMirror mirror) {
    return READERS.containsKey(Mirrors.name(mirror));
  }

  /** Whether an annotation stands for a block with norms and activations of its own. */
  static boolean isBlock(AnnotationMirror mirror) {
    return Set.of("Inception", "Residual", "Dense", "Transition").contains(Mirrors.name(mirror));
  }

  /** All principal annotations, for messages. */
  static String names() {
    return READERS.keySet().stream().map(name -> "@" + name).collect(Collectors.joining(", "));
  }

  /** What a principal annotation says. */
  static PrincipalDecl read(String name, Attributes attributes) {
    return READERS.get(name).apply(attributes);
  }

  private static PrincipalDecl conv(Attributes a) {
    return new PrincipalDecl.Conv(
        a.integerUnless("filters", Sizes.SAME),
        a.integer("kernel"),
        a.integer("stride"),
        a.integerUnless("padding", Sizes.SAME),
        a.bool("bias"),
        a.integer("groups"),
        a.origin());
  }

  private static PrincipalDecl pool(Attributes a, boolean max) {
    return new PrincipalDecl.Pool(
        max,
        a.integer("kernel"),
        a.integerUnless("stride", Sizes.KERNEL),
        a.integerUnless("padding", Sizes.SAME),
        a.origin());
  }

  private static PrincipalDecl linear(Attributes a) {
    return new PrincipalDecl.Linear(
        a.integerUnless("units", Sizes.CLASSES), a.bool("bias"), a.origin());
  }

  private static PrincipalDecl inception(Attributes a) {
    return new PrincipalDecl.Inception(
        a.integer("reduce3x3"),
        a.integer("reduce5x5"),
        a.integer("out1x1"),
        a.integer("out3x3"),
        a.integer("out5x5"),
        a.integer("outPool"),
        a.function("activation"),
        a.origin());
  }

  /** A series of residual blocks, which a second annotation may turn into bottlenecks. */
  static PrincipalDecl residual(Attributes a, Optional<Attributes> grouped) {
    return new PrincipalDecl.Residual(
        a.integerUnless("filters", Sizes.SAME),
        a.integer("blocks"),
        a.integer("stride"),
        a.bool("preAct"),
        a.constant("shortcut").equals("PROJECTION_NORM"),
        grouped.map(PrincipalReader::grouped),
        a.function("activation"),
        a.origin());
  }

  private static PrincipalDecl.Grouped grouped(Attributes a) {
    return new PrincipalDecl.Grouped(
        a.integer("cardinality"), a.integer("baseWidth"), a.integer("widen"), a.origin());
  }

  private static PrincipalDecl dense(Attributes a) {
    return new PrincipalDecl.Dense(
        a.integer("layers"),
        a.integer("growth"),
        a.integer("bottleneck"),
        a.function("activation"),
        a.origin());
  }

  private static PrincipalDecl transition(Attributes a) {
    return new PrincipalDecl.Transition(
        a.real("compression"), a.function("activation"), a.origin());
  }
}
