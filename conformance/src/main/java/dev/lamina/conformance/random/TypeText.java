package dev.lamina.conformance.random;

import dev.lamina.graph.decl.InitializeDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import dev.lamina.graph.decl.TrainingDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The annotations of types. */
final class TypeText {

  private static final String SCHEMES = "Scheme";

  private TypeText() {}

  /** Those of a network but for {@code @Network}, in which another one is nested. */
  static List<AnnotationText> beside(ModelDecl model) {
    List<AnnotationText> all = new ArrayList<>();
    initialize(model.initialize(), all);
    model.training().map(TypeText::training).ifPresent(all::add);
    return all;
  }

  static AnnotationText input(ModelDecl model) {
    return new AnnotationText(MemberText.spot(model.input().origin()))
        .with("channels", model.input().channels())
        .with("height", model.input().height())
        .with("width", model.input().width());
  }

  /** {@code @Network} but for its input. */
  static AnnotationText network(ModelDecl model) {
    return new AnnotationText(MemberText.spot(model.origin()))
        .with("classes", model.classes())
        .with("activation", "ActivationFunction", MemberText.unusual(model.activation()));
  }

  static AnnotationText block(PrincipalDecl.Block block) {
    return new AnnotationText(MemberText.spot(block.origin())).with("join", "Join", block.join());
  }

  private static void initialize(InitializeDecl initialize, List<AnnotationText> all) {
    AnnotationText text =
        new AnnotationText(Spot.type("Net").annotation("Initialize"))
            .with("convolution", SCHEMES, Optional.of(initialize.convolution()))
            .with("linear", SCHEMES, Optional.of(initialize.linear()))
            .with("zeroBias", initialize.zeroBias(), false);
    all.add(text);
  }

  private static AnnotationText training(TrainingDecl t) {
    AnnotationText text = new AnnotationText(MemberText.spot(t.origin()));
    text.with("optimizer", "Optimizer", Optional.of(t.optimizer()))
        .with("learningRate", AnnotationText.literal(t.learningRate()))
        .with("momentum", AnnotationText.literal(t.momentum()))
        .with("nesterov", String.valueOf(t.nesterov()))
        .with("beta1", AnnotationText.literal(t.beta1()))
        .with("beta2", AnnotationText.literal(t.beta2()))
        .with("epsilon", AnnotationText.literal(t.epsilon()))
        .with("weightDecay", AnnotationText.literal(t.weightDecay()))
        .with("schedule", "Schedule", Optional.of(t.schedule()))
        .with("milestones", milestones(t.milestones()))
        .with("gamma", AnnotationText.literal(t.gamma()))
        .with("minimumLearningRate", AnnotationText.literal(t.minimumLearningRate()))
        .with("warmupEpochs", t.warmupEpochs())
        .with("epochs", t.epochs())
        .with("batchSize", t.batchSize())
        .with("augment", "Augmentation", Optional.of(t.augment()))
        .with("labelSmoothing", AnnotationText.literal(t.labelSmoothing()))
        .with("clipNorm", AnnotationText.literal(t.clipNorm()))
        .with("averageDecay", AnnotationText.literal(t.averageDecay()));
    text.attributes().keySet().retainAll(t.written());
    return text;
  }

  private static String milestones(List<Integer> epochs) {
    List<String> literals = epochs.stream().map(AnnotationText::literal).toList();
    return "{" + String.join(", ", literals) + "}";
  }
}
