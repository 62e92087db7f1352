package dev.lamina.processor;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import com.google.testing.compile.JavaFileObjects;
import dev.lamina.graph.build.NetworkBuilder;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.tree.NetworkTree;
import dev.lamina.processor.read.NetworkReader;
import dev.lamina.processor.read.ReadNetwork;
import dev.lamina.processor.read.Sources;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaFileObject;

/** Compiles declarations in tests. */
final class Declarations {

  private static final String IMPORTS =
      "import dev.lamina.dsl.*; import static dev.lamina.dsl.ActivationFunction.*;"
          + " import static dev.lamina.dsl.Join.*; import static dev.lamina.dsl.Scheme.*;"
          + " import static dev.lamina.dsl.ShortcutKind.*; import static dev.lamina.dsl.Sizes.*;\n";

  private Declarations() {}

  /** A source file in package {@code test}; its first line is the imports, the others as given. */
  static JavaFileObject source(String name, String... lines) {
    return JavaFileObjects.forSourceString(
        "test." + name, "package test; " + IMPORTS + String.join("\n", lines) + "\n");
  }

  /** A network over 3x32x32 images with 10 classes, whose first member is on the third line. */
  static JavaFileObject network(String... members) {
    return source(
        "Net",
        "@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)"
            + " interface Net {",
        String.join("\n", members),
        "}");
  }

  /** What the processor makes of source files. */
  static Compilation compile(JavaFileObject... files) {
    return Compiler.javac()
        .withOptions("-Xlint:all,-processing,-auxiliaryclass")
        .withProcessors(new LaminaProcessor())
        .compile(files);
  }

  /** The trees of all networks in the files, by simple name, which must have no errors. */
  static Map<String, NetworkTree> trees(JavaFileObject... files) {
    Capture capture = new Capture();
    Compilation compilation = Compiler.javac().withProcessors(capture).compile(List.of(files));
    if (!capture.diagnostics.all().isEmpty() || !compilation.errors().isEmpty()) {
      throw new AssertionError(capture.diagnostics.all() + " " + compilation.errors());
    }
    return capture.trees;
  }

  /** The tree of the network {@code Net} with these members. */
  static NetworkTree tree(String... members) {
    return trees(network(members)).get("Net");
  }

  /** The planned network of a tree. */
  static PlannedNetwork plan(NetworkTree tree) {
    Diagnostics diagnostics = new Diagnostics();
    return new dev.lamina.graph.Compiler(Set.of(), dev.lamina.graph.StageListener.none())
        .compile(tree, diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.all()));
  }

  /** The declarations that come with Lamina. */
  static JavaFileObject[] models() {
    List<JavaFileObject> files = new ArrayList<>();
    Path folder = Path.of("../models/src/main/java/dev/lamina/models");
    try (var paths = Files.list(folder)) {
      for (Path path : paths.sorted().toList()) {
        files.add(JavaFileObjects.forResource(path.toUri().toURL()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files.toArray(JavaFileObject[]::new);
  }

  /** Reads networks and keeps their trees. */
  private static final class Capture extends AbstractProcessor {

    private final Map<String, NetworkTree> trees = new LinkedHashMap<>();
    private final Diagnostics diagnostics = new Diagnostics();

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("dev.lamina.dsl.Network");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      NetworkReader reader =
          new NetworkReader(
              processingEnv.getElementUtils(),
              processingEnv.getTypeUtils(),
              Sources.of(processingEnv));
      for (TypeElement network : annotations) {
        ElementFilter.typesIn(round.getElementsAnnotatedWith(network))
            .forEach(type -> read(reader, type));
      }
      return false;
    }

    private void read(NetworkReader reader, TypeElement type) {
      ReadNetwork read = reader.readNetwork(type, diagnostics);
      read.model()
          .flatMap(model -> NetworkBuilder.build(model, diagnostics))
          .ifPresent(tree -> trees.put(type.getSimpleName().toString(), tree));
    }
  }
}
