package dev.lamina.runtime.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What Jazzer calls with one file after another; {@code scripts/fuzz.sh} starts it. The property
 * {@code lamina.fuzz} says which kind of file.
 */
public final class Fuzz {
  private static final FileKind KIND = kind(System.getProperty("lamina.fuzz", "safetensors"));
  private static final Promise PROMISE = new Promise(KIND, folder());

  private Fuzz() {}

  /** Tries one file; once more where memory was short, since Jazzer's own work counts too. */
  public static void fuzzerTestOneInput(byte[] file) {
    try {
      PROMISE.accepts(file);
    } catch (AssertionError e) {
      PROMISE.accepts(file);
    }
  }

  /** Writes the sound files of a kind into a folder, to begin with. */
  public static void main(String[] arguments) throws IOException {
    List<byte[]> samples = kind(arguments[0]).samples();
    Path folder = Files.createDirectories(Path.of(arguments[1]));
    for (int i = 0; i < samples.size(); i++) {
      Files.write(folder.resolve("sample" + i), samples.get(i));
    }
  }

  private static FileKind kind(String name) {
    return FileKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("lamina-fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
