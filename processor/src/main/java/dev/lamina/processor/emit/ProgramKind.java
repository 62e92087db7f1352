package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import java.util.List;

/**
 * One of the two programs that a network is compiled to.
 *
 * @param className the program's class where it is free, and the end of its sections' classes
 * @param programType the interface that the program implements
 * @param phases what it can run
 * @param description what it is, for its documentation
 */
record ProgramKind(
    String className, ClassName programType, List<Phase> phases, String description) {

  static final ProgramKind TRAINING =
      new ProgramKind(
          "Training",
          RuntimeTypes.TRAINING_PROGRAM,
          List.of(Phase.FORWARD, Phase.BACKWARD),
          "The training graph: forward to the loss, and backward to every parameter's gradient.");

  static final ProgramKind INFERENCE =
      new ProgramKind(
          "Inference",
          RuntimeTypes.INFERENCE_PROGRAM,
          List.of(Phase.FOLD, Phase.FORWARD),
          "The inference graph: norms folded into weights, and forward to the logits.");

  ProgramKind {
    phases = List.copyOf(phases);
  }
}
