package dev.lamina.runtime.network;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The CUDA C that the annotation processor writes beside a network's class. */
public final class KernelResource {

  private KernelResource() {}

  /**
   * Reads a file beside a class.
   *
   * @param file its name, for example {@code ResNet.cu}
   * @throws UserError if it is not there: whoever packed the classes left it out
   */
  public static String read(Class<?> network, String file) {
    try (InputStream in = network.getResourceAsStream(file)) {
      if (in == null) {
        throw new UserError(
            "%s is not beside %s: build again, and pack resources with classes"
                .formatted(file, network.getName()));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
