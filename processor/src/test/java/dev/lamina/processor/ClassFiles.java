package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** A folder of class files that a compilation reads, as it reads a library. */
final class ClassFiles {

  private final Path folder;

  ClassFiles(Path folder) {
    this.folder = folder;
  }

  /** Adds the classes of a compilation. */
  void add(Compilation compilation) throws IOException {
    assertThat(compilation).succeeded();
    for (JavaFileObject file : compilation.generatedFiles()) {
      if (file.getKind() == JavaFileObject.Kind.CLASS) {
        Path path = folder.resolve(file.getName().replaceFirst("^/?CLASS_OUTPUT/", ""));
        Files.createDirectories(path.getParent());
        try (var in = file.openInputStream()) {
          Files.copy(in, path);
        }
      }
    }
  }

  /** Compiles sources beside the library. */
  Compilation compile(JavaFileObject... files) {
    return Compiler.javac()
        .withClasspath(classPath())
        .withOptions("-Alamina.dump=tree")
        .withProcessors(new LaminaProcessor())
        .compile(files);
  }

  private List<File> classPath() {
    String own = System.getProperty("java.class.path");
    return Stream.concat(
            Stream.of(folder.toFile()),
            Arrays.stream(own.split(File.pathSeparator, -1)).map(File::new))
        .toList();
  }
}
