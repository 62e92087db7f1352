package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.TrainTest;
import java.nio.file.Path;

/**
 * CIFAR-10's binary files in a folder, or in its subfolder {@code cifar-10-batches-bin} as the
 * archive unpacks.
 *
 * <p>Files with fewer records than the published ones are read too, but then {@link
 * TrainTest#notice()} says so.
 */
public final class Cifar10Folder implements DatasetSource {
  private final RecordFolder records;

  /**
   * A folder, not looked at before {@link #load()}.
   *
   * @param folder holds {@code cifar-10-batches-bin/} or the {@code .bin} files themselves
   */
  public Cifar10Folder(Path folder) {
    records = new RecordFolder(folder, CifarFormat.CIFAR10);
  }

  /** Returns whether any of the {@code .bin} files is where {@link #load()} would look for it. */
  public boolean isPresent() {
    return records.isPresent();
  }

  @Override
  public TrainTest load() {
    return records.load();
  }
}
