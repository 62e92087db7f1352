package dev.lamina.cudnn.cuda;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Algorithms that were timed in earlier runs: one text file for each environment, which is the GPU,
 * the versions of driver and libraries, the precision and what was looked for.
 *
 * <p>A file that is damaged, belongs to another environment or cannot be written costs a warning,
 * and the time to find the algorithms again.
 */
final class AlgorithmCache {
  private static final String TITLE = "lamina algorithms 1";
  private static final int FIELDS = 3;
  private static final int LEAST_LINES = 3;

  private final Path file;
  private final String environment;
  private final Consumer<String> warning;
  private final Map<String, Algorithm> known;
  private boolean warned;

  /**
   * Reads what there is.
   *
   * @param environment in one line
   * @param warning is told at most once what is wrong with the file
   */
  AlgorithmCache(Path file, String environment, Consumer<String> warning) {
    this.file = file;
    this.environment = environment;
    this.warning = warning;
    known = read();
  }

  /** The user's. */
  static AlgorithmCache ofUser(String environment, Consumer<String> warning) {
    String name = UserCache.hash(List.of(environment)) + ".txt";
    Path file = UserCache.folder().resolve("algorithms").resolve(name);
    return new AlgorithmCache(file, environment, warning);
  }

  Optional<Algorithm> find(String key) {
    return Optional.ofNullable(known.get(key));
  }

  /** Keeps a choice for other runs. */
  void remember(String key, Algorithm algorithm) {
    // Another process may have written meanwhile.
    read().forEach(known::putIfAbsent);
    known.put(key, algorithm);
    try {
      UserCache.write(file, text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      warn("cannot be written (" + e + ")");
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(TITLE + "\n" + environment + "\n");
    known.forEach(
        (key, algorithm) ->
            text.append(key)
                .append('\t')
                .append(algorithm.number())
                .append('\t')
                .append(algorithm.math())
                .append('\n'));
    return text + checksum(text.toString()) + "\n";
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.UTF_8));
    return "crc32 %08x".formatted(crc.getValue());
  }

  private Map<String, Algorithm> read() {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      warn("cannot be read (" + e + ")");
    } catch (IllegalArgumentException e) {
      warn("is ignored: " + e.getMessage());
    }
    return new TreeMap<>();
  }

  /** Nothing of a file is used unless all of it is as it was written. */
  private Map<String, Algorithm> parse(String text) {
    List<String> lines = text.lines().toList();
    require(lines.size() >= LEAST_LINES && lines.get(0).equals(TITLE), "it is no such file");
    int end = lines.size() - 1;
    String before = text.substring(0, text.length() - lines.get(end).length() - 1);
    require(text.equals(before + checksum(before) + "\n"), "it is damaged");
    require(lines.get(1).equals(environment), "it is of another GPU, library or precision");
    Map<String, Algorithm> found = new TreeMap<>();
    for (String line : lines.subList(2, end)) {
      String[] fields = line.split("\t", -1);
      require(fields.length == FIELDS, "it is damaged");
      found.put(fields[0], new Algorithm(Integer.parseInt(fields[1]), Integer.parseInt(fields[2])));
    }
    return found;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private void warn(String problem) {
    if (!warned) {
      warned = true;
      warning.accept("lamina: warning: the cache of algorithms %s %s".formatted(file, problem));
    }
  }
}
