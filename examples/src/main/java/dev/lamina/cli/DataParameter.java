package dev.lamina.cli;

import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.cifar.Cifar10;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import dev.lamina.runtime.data.download.DownloadProgress;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The images that a command works on. */
final class DataParameter {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with CIFAR-10's binary files, or with cifar-10-batches-bin/. Default: lamina in"
              + " the user's cache folder, filled by a download on first use; where that fails, a"
              + " small bundled sample.")
  private Optional<Path> folder = Optional.empty();

  /** The images, fetched if need be, which is said on {@code notes}. */
  DatasetSource source(PrintStream notes) {
    return folder
        .<DatasetSource>map(Cifar10Folder::new)
        .orElseGet(() -> Cifar10.standard(new Announcement(notes)));
  }

  /** The images where they are now; nothing is fetched. */
  DatasetSource present() {
    return new Cifar10Folder(
        folder.orElseGet(() -> Cifar10.standard(DownloadProgress.silent()).cache()));
  }

  /** Says once that a download has begun. */
  private static final class Announcement implements DownloadProgress {
    private final PrintStream notes;
    private boolean said;

    Announcement(PrintStream notes) {
      this.notes = notes;
    }

    @Override
    public void received(long bytes) {
      if (!said) {
        notes.println("fetching CIFAR-10, 170 MB, into the cache...");
      }
      said = true;
    }
  }
}
