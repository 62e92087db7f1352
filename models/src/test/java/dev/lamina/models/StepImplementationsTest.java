package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No primitive of a training step or of inference, by the networks' own recipes and batches, is
 * oneDNN's reference code, which is slower by two orders of magnitude.
 *
 * <p>oneDNN itself tells every primitive that it makes, also those that pack weights and add up
 * parts, which kernels do not name; a session makes all of them when it is opened.
 */
class StepImplementationsTest {
  /** Each network, with some of its ops that must not be missing from what is looked at. */
  private static final Map<String, Set<String>> NETWORKS =
      new TreeMap<>(
          Map.of(
              "GoogleNet",
              Set.of("maxPool.grad", "concat", "concat.grad", "adamW"),
              "ResNet",
              Set.of("batchNorm+add+RELU", "conv2d+add+RELU", "sgd"),
              "PreActResNet",
              Set.of("batchNorm+relu.grad+add", "batchNorm+relu.recompute+conv2d.weightGrad"),
              "DenseNet",
              Set.of("concat+batchNorm+relu+conv2d", "concat+batchNorm+relu+conv2d.grad"),
              "ResNeXt29Small",
              Set.of("linear", "linear.inputGrad", "linear.weightGrad", "conv2d.inputGrad")));

  /** What may be computed in Java, since it is small: no map of a batch. */
  private static final Set<String> SMALL =
      Set.of("softmaxCrossEntropy", "sgd", "adamW", "nextStep", "foldNorm");

  private static final String IN_JAVA = "java";
  private static final String MADE = "onednn_verbose,v1,primitive,create:";
  private static final int IMPLEMENTATION = 6;

  @TempDir private Path folder;

  static Stream<Arguments> networksAndPrecisions() {
    return NETWORKS.keySet().stream()
        .flatMap(
            network ->
                Stream.of(Precision.FLOAT32, Precision.BFLOAT16)
                    .map(precision -> Arguments.of(network, precision)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("networksAndPrecisions")
  void nothingIsReferenceCode(String network, Precision precision) throws Exception {
    assumeUsable(precision);
    bind(network, precision);
    List<String[]> kernels = lines("kernels", "").map(line -> line.split("\t", -1)).toList();
    List<String> primitives = lines("primitives", MADE).toList();
    Set<String> ops = new TreeSet<>(kernels.stream().map(kernel -> kernel[0]).toList());
    assertTrue(ops.containsAll(NETWORKS.get(network)), ops::toString);
    // Each kernel outside Java has at least one primitive.
    assertTrue(
        primitives.size() >= kernels.stream().filter(kernel -> !isJava(kernel)).count(),
        () -> primitives.size() + " primitives of " + kernels.size() + " kernels");
    assertEquals(List.of(), primitives.stream().filter(line -> isReference(name(line))).toList());
    ops.removeIf(
        op -> kernels.stream().noneMatch(kernel -> kernel[0].equals(op) && isJava(kernel)));
    assertTrue(SMALL.containsAll(ops), () -> "in Java: " + ops);
  }

  /** Names that oneDNN 3.11 gives its implementations. */
  @ParameterizedTest
  @CsvSource({
    "ref:any, true",
    "ref, true",
    "gemm:ref, true",
    "x64:gemm:ref, true",
    "brg_conv_bwd:avx512_core+ref:any, true",
    "ref_int8:any, true",
    "simple:any, false",
    "jit:uni, false",
    "x64:gemm:jit, false",
    "brg_conv_bwd:avx512_core+brgconv_1x1:avx512_core, false",
    "jit_prefetch:any, false"
  })
  void referenceCodeIsKnownByItsName(String implementation, boolean reference) {
    assertEquals(reference, isReference(implementation));
  }

  /**
   * {@code ref} is a word of its own; {@code simple} copies row by row, and is as fast as memory.
   */
  private static boolean isReference(String implementation) {
    return List.of(implementation.split("[^a-z0-9]+", -1)).contains("ref");
  }

  private static boolean isJava(String[] kernel) {
    return kernel[1].equals(IN_JAVA);
  }

  private static String name(String line) {
    return line.split(",", -1)[IMPLEMENTATION];
  }

  private Stream<String> lines(String file, String beginning) throws IOException {
    return Files.readAllLines(folder.resolve(file)).stream()
        .filter(line -> line.startsWith(beginning));
  }

  private static void assumeUsable(Precision precision) {
    try {
      Devices.installed()
          .select("onednn")
          .open(new DeviceOptions(Optional.of(precision), OptionalInt.of(1)))
          .close();
    } catch (UserError e) {
      assumeTrue(false, e.getMessage());
    }
  }

  /** Another process, since oneDNN tells only on standard output, and only if asked beforehand. */
  private void bind(String network, Precision precision) throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            BoundSteps.class.getName(),
            network,
            precision.name(),
            folder.resolve("kernels").toString());
    java.environment().put("ONEDNN_VERBOSE", "profile_create");
    Path log = folder.resolve("log");
    Process process =
        java.redirectOutput(folder.resolve("primitives").toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    process.destroyForcibly();
    assertTrue(ended && process.exitValue() == 0, Files.readString(log));
  }
}
