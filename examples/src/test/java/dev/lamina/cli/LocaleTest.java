package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is written does not depend on the user's language: neither on Turkish, whose I has other
 * small letters, nor on Egypt's Arabic, which has digits and a decimal sign of its own.
 */
class LocaleTest {
  private static final List<String> LOCALES = List.of("en-US", "tr-TR", "ar-EG");

  @TempDir private Path folder;

  private Path trained(String locale) {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag(locale));
    try {
      return train(folder.resolve(locale));
    } finally {
      Locale.setDefault(before);
    }
  }

  private Path train(Path out) {
    String data = SmallCifar.in(folder.resolve("data")).toString();
    List<String> arguments =
        List.of(
            "train",
            "ResNet",
            "--threads",
            "1",
            "--data",
            data,
            "--out",
            out.toString(),
            "--epochs",
            "1",
            "--batch-size",
            "16",
            "--limit",
            "16",
            "--milestones",
            "1");
    Invocation run = Invocation.of(arguments.toArray(new String[0]));
    assertEquals(0, run.code(), run.err().toString());
    return out;
  }

  /** A file, but for what no two runs have in common. */
  private static List<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.matches("(started|  origin|.*dir|host|user.*):.*"))
        .map(line -> line.replaceAll(",[0-9.E]+,[0-9.E]+$", ",SECONDS,SPEED"))
        .toList();
  }

  private static List<String> names(Path out) throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files
          .map(file -> file.getFileName().toString().replaceAll("[0-9]{10}", "TIME"))
          .sorted()
          .toList();
    }
  }

  @Test
  void aRunWritesTheSameInEveryLanguage() throws IOException {
    Path expected = trained(LOCALES.get(0));
    for (String locale : LOCALES.subList(1, LOCALES.size())) {
      Path out = trained(locale);
      assertEquals(names(expected), names(out), locale);
      for (String file : List.of("metrics.csv", "settings.yaml")) {
        assertEquals(lines(expected.resolve(file)), lines(out.resolve(file)), locale);
      }
      Path weights = Path.of("ResNet.safetensors");
      assertArrayEquals(
          Files.readAllBytes(expected.resolve(weights)), Files.readAllBytes(out.resolve(weights)));
    }
  }
}
