package dev.lamina.cudnn.cuda;

import java.nio.file.Path;
import java.util.Optional;

/** Where the user's files lie that can be made again at any time. */
final class UserCache {
  /** System property: the folder; {@code ~/.cache/lamina} if not set. */
  static final String PROPERTY = "lamina.cache";

  private UserCache() {}

  static Path folder() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .orElseGet(() -> Path.of(System.getProperty("user.home", "."), ".cache", "lamina"));
  }
}
