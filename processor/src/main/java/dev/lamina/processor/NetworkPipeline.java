package dev.lamina.processor;

import dev.lamina.graph.Compiler;
import dev.lamina.graph.Stage;
import dev.lamina.graph.StageListener;
import dev.lamina.graph.build.ModelCheck;
import dev.lamina.graph.build.NetworkBuilder;
import dev.lamina.graph.build.RecipeBuilder;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.graph.tree.TreeText;
import dev.lamina.processor.read.NetworkReader;
import dev.lamina.processor.read.ReadNetwork;
import java.util.Optional;
import java.util.function.Supplier;
import javax.lang.model.element.TypeElement;

/** Compiles declared types, from the element to the planned network. */
final class NetworkPipeline {

  private final NetworkReader reader;
  private final Options options;
  private final Reporter reporter;

  NetworkPipeline(NetworkReader reader, Options options, Reporter reporter) {
    this.reader = reader;
    this.options = options;
    this.reporter = reporter;
  }

  /** The planned network; empty if something was reported, or {@code javac} itself will report. */
  Optional<PlannedNetwork> compile(ReadNetwork read, Diagnostics diagnostics) {
    return read.model()
        .flatMap(model -> NetworkBuilder.build(model, diagnostics))
        .filter(tree -> read.readable())
        .flatMap(tree -> compile(tree, diagnostics));
  }

  /** How a network without errors is declared to be trained; empty if it says nothing of that. */
  Optional<Recipe> recipe(ReadNetwork read) {
    return read.model().flatMap(ModelDecl::training).map(RecipeBuilder::build);
  }

  ReadNetwork read(TypeElement type, Diagnostics diagnostics) {
    return reader.readNetwork(type, diagnostics);
  }

  /** Checks a block on its own, which no network need use. */
  void checkBlock(TypeElement type, Diagnostics diagnostics) {
    reader.readBlock(type, diagnostics).ifPresent(new ModelCheck(diagnostics)::checkBlock);
  }

  private Optional<PlannedNetwork> compile(NetworkTree tree, Diagnostics diagnostics) {
    StageListener dump = (stage, text) -> dump(tree.name(), stage, text);
    dump.on(Stage.TREE, () -> TreeText.of(tree));
    return new Compiler(options.disable(), dump).compile(tree, diagnostics);
  }

  private void dump(String network, Stage stage, Supplier<String> text) {
    if (options.dump().contains(stage.key())) {
      reporter.note(network + ", " + stage.key() + ":\n" + text.get());
    }
  }
}
