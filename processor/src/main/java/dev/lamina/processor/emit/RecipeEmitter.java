package dev.lamina.processor.emit;

import static javax.lang.model.element.Modifier.PUBLIC;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import dev.lamina.graph.recipe.Recipe;

/** Writes how a network is declared to be trained; what is as in any recipe is left out. */
final class RecipeEmitter {
  private static final ClassName RECIPE = ClassName.get(Recipe.class);

  private final Recipe recipe;
  private final Recipe plain;
  private final CodeBlock.Builder code = CodeBlock.builder();

  private RecipeEmitter(Recipe recipe) {
    this.recipe = recipe;
    plain = Recipe.of(recipe.optimizer(), recipe.learningRate());
  }

  static MethodSpec emit(Recipe recipe) {
    return MethodSpec.methodBuilder("recipe")
        .addAnnotation(Override.class)
        .addModifiers(PUBLIC)
        .returns(RECIPE)
        .addCode(new RecipeEmitter(recipe).expression())
        .build();
  }

  private CodeBlock expression() {
    code.add("return $T.of(", RECIPE);
    code.add(Literals.of(recipe.optimizer()).flat());
    code.add(", $L)$>$>", recipe.learningRate());
    with("Schedule", recipe.schedule(), plain.schedule());
    with("WarmupEpochs", recipe.warmupEpochs(), plain.warmupEpochs());
    // The two that everybody asks for are always there.
    with("Epochs", recipe.epochs());
    with("BatchSize", recipe.batchSize());
    with("Augmentation", recipe.augmentation(), plain.augmentation());
    with("LabelSmoothing", recipe.labelSmoothing(), plain.labelSmoothing());
    with("ClipNorm", recipe.clipNorm(), plain.clipNorm());
    with("AverageDecay", recipe.averageDecay(), plain.averageDecay());
    return code.add(";$<$<\n").build();
  }

  private void with(String name, Object value, Object usual) {
    if (!value.equals(usual)) {
      with(name, value);
    }
  }

  private void with(String name, Object value) {
    code.add("\n.with$L(", name).add(Literals.of(value).flat()).add(")");
  }
}
