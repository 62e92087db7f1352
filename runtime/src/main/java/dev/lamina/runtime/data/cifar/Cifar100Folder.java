package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.TrainTest;
import java.nio.file.Path;

/**
 * CIFAR-100's binary files in a folder, or in its subfolder {@code cifar-100-binary} as the archive
 * unpacks: {@code train.bin}, {@code test.bin} and {@code fine_label_names.txt}. The labels are
 * those of the 100 classes; the 20 groups of classes are not used.
 *
 * <p>Files with fewer records than the published ones are read too, but then {@link
 * TrainTest#notice()} says so.
 */
public final class Cifar100Folder implements DatasetSource {
  private final RecordFolder records;

  /**
   * A folder, not looked at before {@link #load()}.
   *
   * @param folder holds {@code cifar-100-binary/} or the files themselves
   */
  public Cifar100Folder(Path folder) {
    records = new RecordFolder(folder, CifarFormat.CIFAR100);
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
