package dev.lamina.onednn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Numbers in files in which Linux tells of itself. A file that is not there says nothing. */
final class SystemFile {
  private SystemFile() {}

  /** The only number of a file; empty for the word that stands for no limit. */
  static OptionalLong number(Path file) {
    return lines(file).filter(line -> line.matches("\\d+")).mapToLong(Long::parseLong).findFirst();
  }

  /** The number behind a name. */
  static OptionalLong entry(Path file, String name) {
    return lines(file)
        .map(line -> line.split("\\s+"))
        .filter(words -> words.length > 1 && words[0].equals(name))
        .mapToLong(words -> Long.parseLong(words[1]))
        .findFirst();
  }

  static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      // Another system, or no container: nothing to say.
      return Stream.empty();
    }
  }
}
