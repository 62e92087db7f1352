package dev.lamina.benchmarks.run;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the script {@code benchmarks/compare} put what the sides need.
 *
 * @param home the folder {@code benchmarks} of a checkout
 */
record Installation(Path home) {

  /** Jars of a side. */
  Path jars(String side) {
    return target().resolve("compare").resolve(side);
  }

  private Path target() {
    return home.resolve("target");
  }

  /**
   * Makes sure that a peer's jars are there.
   *
   * @throws Contender.Skip if the build could not fetch them
   */
  void requireJars(String side) {
    if (!Files.isDirectory(jars(side))) {
      throw new Contender.Skip(
          "Maven could not fetch or build it; see %s"
              .formatted(target().resolve("build.log").toAbsolutePath().normalize()));
    }
  }

  /** A file of ours in Python. */
  Path pythonFile(String name) {
    return home.resolve("src/main/python").resolve(name);
  }

  /** TorchScript of a network. */
  Path torchScript(String network, String precision) {
    return target().resolve("torchscript").resolve(network + "-" + precision + ".pt");
  }

  /** Where a peer may unpack its native libraries. */
  Path cache() {
    return target().resolve("cache");
  }
}
