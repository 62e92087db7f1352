package dev.lamina.processor.read;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.decl.TrainingDecl;
import dev.lamina.graph.recipe.AugmentationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.TypeElement;

/** Reads how a network is trained, each attribute from the nearest network that writes it. */
final class TrainingReader {
  private static final String ANNOTATION = "Training";

  private final Compilation compilation;
  private final TypeElement network;
  private final List<TypeElement> lineage;

  /**
   * A reader.
   *
   * @param lineage the network, then those that it extends, the nearest first
   */
  TrainingReader(Compilation compilation, List<TypeElement> lineage) {
    this.compilation = compilation;
    network = lineage.get(0);
    this.lineage = lineage.stream().filter(t -> Mirrors.has(t, ANNOTATION)).toList();
  }

  /** The declaration; empty if neither the network nor one that it extends has the annotation. */
  Optional<TrainingDecl> read() {
    return lineage.isEmpty() ? Optional.empty() : Optional.of(declaration());
  }

  private TrainingDecl declaration() {
    return new TrainingDecl(
        TrainingDecl.Optimizer.valueOf(of("optimizer").constant("optimizer")),
        real("learningRate"),
        real("momentum"),
        of("nesterov").bool("nesterov"),
        real("beta1"),
        real("beta2"),
        real("epsilon"),
        real("weightDecay"),
        TrainingDecl.Schedule.valueOf(of("schedule").constant("schedule")),
        of("milestones").integers("milestones"),
        real("gamma"),
        real("minimumLearningRate"),
        integer("warmupEpochs"),
        integer("epochs"),
        integer("batchSize"),
        AugmentationKind.valueOf(of("augment").constant("augment")),
        real("labelSmoothing"),
        real("clipNorm"),
        real("averageDecay"),
        written(),
        origin(lineage.get(0)));
  }

  /** The values of the nearest annotation that writes an attribute, else of any for the default. */
  private Attributes of(String attribute) {
    TypeElement stating =
        lineage.stream()
            .filter(type -> Mirrors.written(mirror(type), attribute).isPresent())
            .findFirst()
            .orElse(lineage.get(0));
    return Attributes.of(mirror(stating), origin(stating), compilation.elements());
  }

  private double real(String attribute) {
    return of(attribute).real(attribute);
  }

  private int integer(String attribute) {
    return of(attribute).integer(attribute);
  }

  private Set<String> written() {
    return mirror(lineage.get(0)).getElementValues().keySet().stream()
        .map(method -> method.getSimpleName().toString())
        .collect(Collectors.toSet());
  }

  private static AnnotationMirror mirror(TypeElement type) {
    return Mirrors.find(type, ANNOTATION).orElseThrow();
  }

  /** What is inherited is shown at the network. */
  private Origin origin(TypeElement type) {
    Optional<Place> anchor =
        Optional.of(network)
            .filter(own -> !own.equals(type))
            .flatMap(own -> Mirrors.find(own, "Network"))
            .map(mirror -> Place.of(network, mirror));
    return new SourceOrigin(
        Place.of(type, mirror(type)), anchor, type.getSimpleName() + " @" + ANNOTATION);
  }
}
