package dev.lamina.benchmarks.host;

import dev.lamina.processor.LaminaProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.JavaCompiler.CompilationTask;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long {@code javac} takes longer because of a network: it reads the declaration and runs the
 * processor, which writes the generated class and its companions; nothing is compiled to bytes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CompilerBenchmark {
  /** The script says where the checkout's networks are. */
  private static final String SOURCES = "lamina.benchmarks.models";

  /** Networks of {@code models}. */
  @Param({"ResNet", "DenseNet"})
  public String network;

  private final JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
  private Path source;
  private Path target;

  /** Finds the source. */
  @Setup
  public void find() throws IOException {
    source = Path.of(System.getProperty(SOURCES), network + ".java");
    target = Files.createTempDirectory("lamina-jmh");
    target.toFile().deleteOnExit();
  }

  /** Processes one network. */
  @Benchmark
  public boolean process() {
    try (StandardJavaFileManager files =
        javac.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(target));
      files.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(target));
      CompilationTask task =
          javac.getTask(
              null, files, null, List.of("-proc:only"), null, files.getJavaFileObjects(source));
      task.setProcessors(List.of(new LaminaProcessor()));
      if (!task.call()) {
        throw new IllegalStateException(network + " does not compile");
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
