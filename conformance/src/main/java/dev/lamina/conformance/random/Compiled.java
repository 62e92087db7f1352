package dev.lamina.conformance.random;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.build.NetworkBuilder;
import dev.lamina.graph.build.RecipeBuilder;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.diagnostics.Diagnostic;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.plan.PlannedNetwork;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the compiler makes of a declaration.
 *
 * @param planned the network; empty if there are messages
 * @param diagnostics the messages
 */
public record Compiled(Optional<PlannedNetwork> planned, List<Diagnostic> diagnostics) {

  public Compiled {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Compiles a declaration with all that it says. */
  public static Compiled of(ModelDecl model) {
    Diagnostics diagnostics = new Diagnostics();
    Compiler compiler = new Compiler(Set.of(), StageListener.none());
    Optional<PlannedNetwork> planned =
        NetworkBuilder.build(model, diagnostics)
            .flatMap(tree -> compiler.compile(tree, diagnostics));
    if (planned.isPresent()) {
      model.training().ifPresent(RecipeBuilder::build);
    }
    return new Compiled(planned, diagnostics.all());
  }

  /** The kinds of messages, each as often as it was reported. */
  List<Message> messages() {
    return diagnostics.stream().map(Diagnostic::message).toList();
  }
}
