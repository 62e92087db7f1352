package dev.lamina.runtime.data.download;

/** Hears how far a download is, to show it. */
@FunctionalInterface
public interface DownloadProgress {
  /**
   * Called now and then, on the downloading thread.
   *
   * @param bytes bytes there are by now, those of an earlier run included
   */
  void received(long bytes);

  /** Returns a listener that does nothing. */
  static DownloadProgress silent() {
    return bytes -> {};
  }
}
