package dev.lamina.runtime.data.cifar;

import dev.lamina.runtime.UserError;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Unpacked bytes of an archive that is not trusted: no more than were granted can be read. */
final class RationedStream extends FilterInputStream {
  private final Path archive;
  private long left;

  /**
   * A stream of which nothing can be read yet.
   *
   * @param archive for the message
   */
  RationedStream(InputStream in, Path archive) {
    super(in);
    this.archive = archive;
  }

  /** Lets so many bytes be read from here on, whatever was granted before. */
  void grant(long bytes) {
    left = bytes;
  }

  @Override
  public int read() throws IOException {
    int value = super.read();
    spend(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    spend(Math.max(0, count));
    return count;
  }

  /** What is skipped is unpacked all the same. */
  @Override
  public long skip(long bytes) throws IOException {
    long count = super.skip(Math.min(bytes, left + 1));
    spend(count);
    return count;
  }

  private void spend(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new UserError(
          "%s has more between its files than an archive of this data set; fetch it again"
              .formatted(archive));
    }
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
