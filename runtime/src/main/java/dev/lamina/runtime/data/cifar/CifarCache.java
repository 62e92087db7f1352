package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.data.download.Download;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.data.download.RemoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CIFAR data set in the cache, fetched when it is not there.
 *
 * @param format of the data set
 * @param folder below which it is kept
 * @param remote the archive to fetch
 */
record CifarCache(CifarFormat format, Path folder, RemoteFile remote) {

  /** What the cache holds. */
  RecordFolder records() {
    return new RecordFolder(folder, format);
  }

  /**
   * Fetches what is not there.
   *
   * @throws IOException that says for people what is missing and why
   */
  void fill(DownloadProgress progress) throws IOException {
    if (records().isPresent()) {
      return;
    }
    try {
      fetch(progress);
    } catch (IOException e) {
      throw new IOException(
          "%s is not in %s and could not be fetched from %s (%s)"
              .formatted(format.title(), folder, remote.address(), reason(e)),
          e);
    }
  }

  private void fetch(DownloadProgress progress) throws IOException {
    Path part = folder.resolve(format.archive() + ".part");
    new Download(remote, part, progress).run();
    ArchiveUnpacker.unpack(part, folder, format);
    Files.delete(part);
  }

  // Exceptions of java.net.http often have no message, only a telling class.
  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }
}
