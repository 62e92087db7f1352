package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.data.download.CacheFolder;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.data.download.RemoteFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * CIFAR-10 for those who give no folder: from the cache, else from the data set's home page into
 * the cache, else, where there is no network, the bundled sample, whose {@link TrainTest#notice()}
 * says so.
 *
 * @param cache the folder below which {@code cifar-10-batches-bin} is kept
 * @param archive the archive to fetch
 * @param progress hears how far a download is
 */
public record Cifar10(Path cache, RemoteFile archive, DownloadProgress progress)
    implements DatasetSource {
  /** The binary version, with size (rounded up) and MD5 as published beside it. */
  private static final RemoteFile PUBLISHED =
      new RemoteFile(
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
          "c32a1d4ab5d03f1284b67883e8d87530",
          200_000_000);

  /** Returns the names of the ten classes, in the order of their labels. */
  public static List<String> classNames() {
    return CifarFormat.CIFAR10.classNames();
  }

  /** Returns the published data set with the user's cache folder. */
  public static Cifar10 standard(DownloadProgress progress) {
    return new Cifar10(CacheFolder.standard(), PUBLISHED, progress);
  }

  /**
   * Reads the data set, after fetching it where that is needed.
   *
   * @throws UserError if the cache is damaged, or what the network gave is not the published file
   */
  @Override
  public TrainTest load() {
    CifarCache files = new CifarCache(CifarFormat.CIFAR10, cache, archive);
    try {
      files.fill(progress);
    } catch (IOException e) {
      return new Cifar10Sample(e.getMessage()).load();
    }
    return files.records().load();
  }
}
