package dev.lamina.runtime.checkpoint;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that a run writes to, tried before the run begins. */
public final class OutputFolder {

  private OutputFolder() {}

  /**
   * Makes a folder where there is none and tries to write a file in it.
   *
   * @throws UserError if that fails
   */
  public static void prepare(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".lamina", ".tmp"));
    } catch (IOException e) {
      throw new UserError(
          "cannot write to the output folder %s (%s); give another one"
              .formatted(folder, e.getClass().getSimpleName()),
          e);
    }
  }
}
