package dev.lamina.runtime.log;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What surrounds a run: versions, the machine, the commit. */
final class Conditions {
  private static final int GIT_SECONDS = 5;

  private Conditions() {}

  /** The conditions of this process. */
  static Map<String, Object> here() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    conditions.put("lamina", version());
    commit(Path.of("")).ifPresent(commit -> conditions.put("commit", commit));
    conditions.put("java", "%s (%s)".formatted(property("version"), property("vendor")));
    conditions.put(
        "system",
        "%s %s, %s, %s processors"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors()));
    return conditions;
  }

  private static String property(String name) {
    return System.getProperty("java." + name);
  }

  /** The version that the build wrote down. */
  static String version() {
    try (InputStream in = Conditions.class.getResourceAsStream("version.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read a resource of Lamina's own", e);
    }
  }

  /**
   * The commit that a folder is a checkout of, with {@code -dirty} where files differ from it.
   *
   * @return empty outside a checkout, or without git
   */
  static Optional<String> commit(Path folder) {
    ProcessBuilder git =
        new ProcessBuilder("git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
            .directory(folder.toAbsolutePath().toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return output(git.start());
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private static Optional<String> output(Process git) throws IOException, InterruptedException {
    try {
      // One line fits into the pipe, so that nothing has to be read meanwhile.
      if (!git.waitFor(GIT_SECONDS, TimeUnit.SECONDS) || git.exitValue() != 0) {
        return Optional.empty();
      }
      byte[] bytes = git.getInputStream().readAllBytes();
      return Optional.of(new String(bytes, StandardCharsets.UTF_8).strip());
    } finally {
      git.destroy();
    }
  }
}
