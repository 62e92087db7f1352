package dev.lamina.dsl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The reference of the language against the annotations. */
class LanguagePageTest {

  private static final List<String> LINES = lines();

  @Test
  void hasASectionForEachAnnotationAndNoOther() {
    assertEquals(
        types().filter(Class::isAnnotation).map(c -> "### @" + c.getSimpleName()).sorted().toList(),
        LINES.stream().filter(line -> line.startsWith("### @")).sorted().toList());
  }

  @Test
  void hasARowForEachAttributeWithItsDefault() {
    types()
        .filter(Class::isAnnotation)
        .forEach(type -> assertEquals(attributes(type), rows(type), type.getSimpleName()));
  }

  @Test
  void namesEveryConstant() {
    String text = String.join("\n", LINES);
    types()
        .filter(Class::isEnum)
        .flatMap(type -> Arrays.stream(type.getEnumConstants()))
        .forEach(constant -> assertTrue(text.contains("`" + constant + "`"), constant.toString()));
  }

  private static List<String> attributes(Class<?> annotation) {
    return Arrays.stream(annotation.getDeclaredMethods())
        .map(method -> "`" + method.getName() + "` | " + defaultOf(method))
        .sorted()
        .toList();
  }

  private static String defaultOf(Method attribute) {
    Object value = attribute.getDefaultValue();
    if (value == null) {
      return "required";
    } else if (value instanceof Input input) {
      return "`@Input(channels = %d, height = %d, width = %d)`"
          .formatted(input.channels(), input.height(), input.width());
    } else if (value instanceof String text) {
      return "`\"" + text + "\"`";
    } else if (value instanceof int[] numbers) {
      String list = Arrays.toString(numbers);
      return "`{" + list.substring(1, list.length() - 1) + "}`";
    }
    return "`" + nameOf(value) + "`";
  }

  private static String nameOf(Object value) {
    if (value.equals(Sizes.SAME)) {
      return "SAME";
    } else if (value.equals(Sizes.KERNEL)) {
      return "KERNEL";
    }
    return value.equals(Sizes.CLASSES) ? "CLASSES" : value.toString();
  }

  /** The first two columns of the annotation's table. */
  private static List<String> rows(Class<?> annotation) {
    int heading = LINES.indexOf("### @" + annotation.getSimpleName());
    return LINES.stream()
        .skip(heading + 1)
        .takeWhile(line -> !line.startsWith("#"))
        .dropWhile(line -> !line.equals("| attribute | default | meaning |"))
        .skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> line.split(" \\| ", -1))
        .map(cells -> cells[0].substring(2) + " | " + cells[1])
        .sorted()
        .toList();
  }

  private static Stream<Class<?>> types() {
    URI resource = URI.create(Network.class.getResource("Network.class").toString());
    try (Stream<Path> files = Files.list(Path.of(resource).getParent())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".class") && !name.startsWith("package-info"))
          .<Class<?>>map(name -> load(name.replace(".class", "")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Class<?> load(String simpleName) {
    try {
      return Class.forName(Network.class.getPackageName() + "." + simpleName);
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(Path.of("../docs/dsl.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
