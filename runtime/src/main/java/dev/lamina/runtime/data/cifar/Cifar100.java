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

/**
 * CIFAR-100 for those who give no folder: from the cache, else from the data set's home page into
 * the cache.
 *
 * @param cache the folder below which {@code cifar-100-binary} is kept
 * @param archive the archive to fetch
 * @param progress hears how far a download is
 */
public record Cifar100(Path cache, RemoteFile archive, DownloadProgress progress)
    implements DatasetSource {
  /** The binary version, with size (rounded up) and MD5 as published beside it. */
  private static final RemoteFile PUBLISHED =
      new RemoteFile(
          URI.create("https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz"),
          "03b5dce01913d631647c71ecec9e9cb8",
          200_000_000);

  /** Returns the published data set with the user's cache folder. */
  public static Cifar100 standard(DownloadProgress progress) {
    return new Cifar100(CacheFolder.standard(), PUBLISHED, progress);
  }

  /**
   * Reads the data set, after fetching it where that is needed.
   *
   * @throws UserError if it cannot be fetched, the cache is damaged, or what the network gave is
   *     not the published file
   */
  @Override
  public TrainTest load() {
    CifarCache files = new CifarCache(CifarFormat.CIFAR100, cache, archive);
    try {
      files.fill(progress);
    } catch (IOException e) {
      throw new UserError(e.getMessage() + "; give a folder that holds its binary version", e);
    }
    return files.records().load();
  }
}
