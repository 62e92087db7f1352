package dev.lamina.processor;

import static com.google.testing.compile.CompilationSubject.assertThat;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.Compiler;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Class files that a compilation reads from a jar, as it reads a library. */
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
  Compilation compile(JavaFileObject... files) throws IOException {
    return Compiler.javac()
        .withClasspath(classPath(jar()))
        .withOptions("-Alamina.dump=tree")
        .withProcessors(new LaminaProcessor())
        .compile(files);
  }

  /** Hands a type of the library to the processor; gives the names of files that it wrote. */
  List<String> process(String type) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path written = Files.createDirectory(folder.resolve("written"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      files.setLocation(StandardLocation.CLASS_PATH, classPath(folder));
      files.setLocation(StandardLocation.CLASS_OUTPUT, List.of(written.toFile()));
      JavaCompiler.CompilationTask task =
          compiler.getTask(null, files, null, List.of("-proc:only"), List.of(type), List.of());
      task.setProcessors(List.of(new LaminaProcessor()));
      assertTrue(task.call());
    }
    try (Stream<Path> found = Files.walk(written)) {
      return found.filter(Files::isRegularFile).map(Path::toString).toList();
    }
  }

  private Path jar() throws IOException {
    Path jar = Files.createTempFile(folder, "library", ".jar");
    try (Stream<Path> found = Files.walk(folder);
        JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path path : found.filter(p -> p.toString().endsWith(".class")).sorted().toList()) {
        String name = folder.relativize(path).toString().replace(File.separatorChar, '/');
        out.putNextEntry(new ZipEntry(name));
        Files.copy(path, out);
      }
    }
    return jar;
  }

  private static List<File> classPath(Path library) {
    String own = System.getProperty("java.class.path");
    return Stream.concat(
            Stream.of(library.toFile()),
            Arrays.stream(own.split(File.pathSeparator, -1)).map(File::new))
        .toList();
  }
}
