package dev.lamina.runtime.data.download;

import java.nio.file.Path;
import java.util.Map;

/** The folder for what can be fetched again: {@code lamina} in the user's cache folder. */
public final class CacheFolder {
  private static final String NAME = "lamina";

  private CacheFolder() {}

  /** Returns the folder for this user; it need not exist. */
  public static Path standard() {
    return of(System.getenv(), Path.of(System.getProperty("user.home")));
  }

  /**
   * Returns {@code $XDG_CACHE_HOME/lamina}, or {@code ~/.cache/lamina} where that is not set. As
   * the XDG base directory specification asks, a relative path counts as not set.
   */
  static Path of(Map<String, String> environment, Path home) {
    Path base = Path.of(environment.getOrDefault("XDG_CACHE_HOME", ""));
    return (base.isAbsolute() ? base : home.resolve(".cache")).resolve(NAME);
  }
}
