package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Java half and the native half of JCuda come from different releases: every function that we
 * call must be in both.
 */
class NativesLinkTest {
  private static final Path SOURCES = Path.of("src/main/java/dev/lamina/cudnn/cuda");

  @ParameterizedTest
  @CsvSource({
    "jcuda.driver.JCudaDriver, JCudaDriver",
    "jcuda.nvrtc.JNvrtc, JNvrtc",
    "jcuda.jcublas.JCublas2, JCublas2",
    "jcuda.jcudnn.JCudnn, JCudnn"
  })
  void everyFunctionThatIsCalledIsInTheNatives(String className, String library)
      throws IOException, ClassNotFoundException {
    Class<?> type = Class.forName(className, false, getClass().getClassLoader());
    Set<String> called = called(type.getSimpleName());
    assertTrue(called.size() > 5, called::toString);
    String symbols = symbols("/lib/lib" + library + "-12.6.0-linux-x86_64.so");
    List<String> absent =
        called.stream().filter(name -> !exports(symbols, symbol(type, name))).toList();
    assertEquals(List.of(), absent);
  }

  /** Names of overloaded methods go on with their signature. */
  private static boolean exports(String symbols, String symbol) {
    return symbols.contains(symbol + "\0") || symbols.contains(symbol + "__");
  }

  /** Methods of a class that our sources call. */
  private static Set<String> called(String simpleName) throws IOException {
    Pattern call = Pattern.compile("\\b" + simpleName + "\\.(\\w+)\\(");
    Set<String> names = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.toList()) {
        Matcher matcher = call.matcher(Files.readString(file));
        while (matcher.find()) {
          names.add(matcher.group(1));
        }
      }
    }
    return names;
  }

  /** The name in the shared object of the native method behind a public one. */
  private static String symbol(Class<?> type, String name) {
    String method =
        Arrays.stream(type.getDeclaredMethods())
            .filter(candidate -> Modifier.isNative(candidate.getModifiers()))
            .map(Method::getName)
            .filter(candidate -> candidate.equals(name) || candidate.equals(name + "Native"))
            .findFirst()
            .orElseThrow(() -> new AssertionError(type + " has nothing native behind " + name));
    return "Java_" + mangled(type.getName()) + "_" + mangled(method);
  }

  /** As the Java Native Interface spells names of plain letters. */
  private static String mangled(String name) {
    return name.replace("_", "_1").replace('.', '_');
  }

  private static String symbols(String resource) {
    try (InputStream in = NativesLinkTest.class.getResourceAsStream(resource)) {
      assumeTrue(in != null, resource + " is on the class path of Linux on x86-64 only");
      return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
