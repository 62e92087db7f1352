package dev.lamina.benchmarks.run;

import dev.lamina.benchmarks.result.Duel;
import dev.lamina.runtime.UserError;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The Python of this machine that has PyTorch, and the scripts that it writes for others. */
final class Python {
  /** Nothing is to be left beside the sources. */
  static final String NO_CACHE = "-B";

  /** An interpreter to be asked before all others. */
  private static final String CHOICE = "LAMINA_PYTHON";

  private static final File NOWHERE = new File("/dev/null");

  private final Installation installation;
  private Optional<String> found = Optional.empty();
  private boolean looked;

  Python(Installation installation) {
    this.installation = installation;
  }

  /**
   * An interpreter that has PyTorch.
   *
   * @throws Contender.Skip if there is none
   */
  String interpreter() {
    if (!looked) {
      looked = true;
      found =
          Stream.of(System.getenv(CHOICE), "/usr/bin/python3", "python3")
              .filter(Objects::nonNull)
              .filter(interpreter -> succeeds(interpreter, "-c", "import torch"))
              .findFirst();
    }
    return found.orElseThrow(
        () ->
            new Contender.Skip(
                "no Python here has PyTorch; --install-pytorch installs Debian's, "
                    + CHOICE
                    + " names another interpreter"));
  }

  /**
   * Installs Debian's PyTorch, if no Python has one yet.
   *
   * @throws UserError if that fails
   */
  void install() {
    try {
      interpreter();
    } catch (Contender.Skip none) {
      List<String> command =
          List.of("apt-get", "install", "-y", "--no-install-recommends", "python3-torch");
      if (!succeeds(new ProcessBuilder(command).inheritIO())) {
        throw new UserError(
            "'%s' failed; run it as root, after 'apt-get update', or leave out --install-pytorch"
                .formatted(String.join(" ", command)),
            none);
      }
      looked = false;
    }
  }

  /**
   * TorchScript of a network, written now if it is not there or older than what it is made of.
   *
   * @throws Contender.Skip if it cannot be written
   */
  Path torchScript(Duel duel) {
    Path file = installation.torchScript(duel.network(), duel.precision());
    Path export = installation.pythonFile("export.py");
    if (isNewer(file, export) && isNewer(file, installation.pythonFile("networks.py"))) {
      return file;
    }
    try {
      Files.createDirectories(file.getParent());
      if (!succeeds(
          interpreter(),
          NO_CACHE,
          export.toString(),
          duel.network(),
          duel.precision(),
          file.toString())) {
        throw new Contender.Skip("TorchScript of %s could not be written".formatted(duel));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Contender.Skip e) {
      throw new Contender.Skip("it needs TorchScript that PyTorch writes once: " + e.getMessage());
    }
    return file;
  }

  private static boolean isNewer(Path file, Path source) {
    return file.toFile().lastModified() > source.toFile().lastModified();
  }

  private static boolean succeeds(String... command) {
    return succeeds(
        new ProcessBuilder(List.of(command)).redirectOutput(NOWHERE).redirectError(NOWHERE));
  }

  private static boolean succeeds(ProcessBuilder command) {
    try {
      return command.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
