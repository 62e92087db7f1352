package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.cifar.Cifar10;
import dev.lamina.runtime.data.cifar.Cifar100;
import dev.lamina.runtime.data.download.CacheFolder;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.data.folder.DatasetKind;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The images that a command works on. */
final class DataParameter {
  private Optional<Path> folder = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Folder with CIFAR-10's or CIFAR-100's binary files, or with images by class:"
              + " train/CLASS/*.png and test/CLASS/*.png, or CLASS/*.png. Default: lamina in the"
              + " user's cache folder, filled by a download on first use; where that fails, a"
              + " small bundled sample of CIFAR-10.")
  // A method, as wherever a path may be left out: completion does not see one in an Optional.
  void folder(Path value) {
    folder = Optional.of(value);
  }

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      converter = DatasetName.class,
      completionCandidates = DatasetName.class,
      description =
          "One of ${COMPLETION-CANDIDATES}: what to download, or what is in the folder of --data."
              + " Default: cifar10, or what that folder holds.")
  private Optional<DatasetKind> kind = Optional.empty();

  /** The options that choose these images, as they were given. */
  List<String> given() {
    List<String> words = new ArrayList<>();
    folder.ifPresent(path -> words.addAll(List.of("--data", path.toString())));
    kind.ifPresent(name -> words.addAll(List.of("--dataset", NameOf.text(name))));
    return words;
  }

  /** The images, fetched if need be, which is said on {@code notes}. */
  DatasetSource source(PrintStream notes) {
    return folder.map(this::given).orElseGet(() -> published(notes));
  }

  private DatasetSource given(Path given) {
    return kind.orElseGet(() -> DatasetKind.of(given)).in(given);
  }

  private DatasetSource published(PrintStream notes) {
    DatasetKind wanted = wanted();
    Announcement progress = new Announcement(notes, wanted.title());
    return wanted == DatasetKind.CIFAR100
        ? Cifar100.standard(progress)
        : Cifar10.standard(progress);
  }

  private DatasetKind wanted() {
    DatasetKind wanted = kind.orElse(DatasetKind.CIFAR10);
    if (wanted == DatasetKind.FOLDER) {
      throw new UserError("--dataset folder says nothing without the folder; add --data DIR");
    }
    return wanted;
  }

  /** The images where they are now; nothing is fetched. */
  DatasetSource present() {
    return folder.map(this::given).orElseGet(() -> wanted().in(CacheFolder.standard()));
  }

  /** Says once that a download has begun. */
  private static final class Announcement implements DownloadProgress {
    private final PrintStream notes;
    private final String title;
    private boolean said;

    Announcement(PrintStream notes, String title) {
      this.notes = notes;
      this.title = title;
    }

    @Override
    public void received(long bytes) {
      if (!said) {
        notes.println("fetching " + title + ", 170 MB, into the cache...");
      }
      said = true;
    }
  }
}
