package dev.lamina.runtime.data.download;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Downloads one file into a partial file, which outlives interruptions: the next run asks the
 * server only for the rest. When the file is complete its checksum is compared; a wrong one deletes
 * it.
 */
public final class Download {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 20;
  private static final int BUFFER = 1 << 16;
  private static final int OK = 200;
  private static final int PARTIAL_CONTENT = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final RemoteFile remote;
  private final Path part;
  private final DownloadProgress progress;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(TIMEOUT)
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * A download, not yet begun.
   *
   * @param remote what to fetch
   * @param part the partial file, made with its folder where there is none
   * @param progress hears how far it is
   */
  public Download(RemoteFile remote, Path part, DownloadProgress progress) {
    this.remote = remote;
    this.part = part;
    this.progress = progress;
  }

  /**
   * Completes the partial file. When this returns, the file has the published checksum.
   *
   * @throws IOException if the file cannot be had: no network, no such file there, no room here
   * @throws UserError if what came is not the published file; nothing is left of it then
   */
  public void run() throws IOException {
    Files.createDirectories(part.toAbsolutePath().getParent());
    if (size() > 0 && matches()) {
      return;
    }
    transferAll();
    if (!matches()) {
      String found = Checksum.md5(part);
      Files.delete(part);
      throw new UserError(
          ("what %s sent has the MD5 %s, expected %s; "
                  + "it was deleted: try again, or get the file another way")
              .formatted(remote.address(), found, remote.md5()));
    }
  }

  private boolean matches() throws IOException {
    return Checksum.md5(part).equalsIgnoreCase(remote.md5());
  }

  private long size() throws IOException {
    return Files.exists(part) ? Files.size(part) : 0;
  }

  /** Resumes after a broken connection, as long as every attempt brings something. */
  private void transferAll() throws IOException {
    for (int attempt = 1; ; attempt++) {
      long before = size();
      try {
        transfer(before);
        return;
      } catch (IOException e) {
        if (size() <= before || attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void transfer(long have) throws IOException {
    HttpResponse<InputStream> response = send(have);
    try (InputStream body = response.body()) {
      if (response.statusCode() == RANGE_NOT_SATISFIABLE && have > 0) {
        // What is here is longer than what is there: begin anew.
        Files.delete(part);
        transfer(0);
      } else {
        append(body, start(response, have));
      }
    }
  }

  private HttpResponse<InputStream> send(long have) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(remote.address()).timeout(TIMEOUT);
    if (have > 0) {
      request.header("Range", "bytes=" + have + "-");
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the download was interrupted", e);
    }
  }

  /** Returns where the body belongs: at the end, or at the start if the server ignores ranges. */
  private long start(HttpResponse<InputStream> response, long have) throws IOException {
    if (response.statusCode() == OK) {
      return 0;
    }
    String range = response.headers().firstValue("Content-Range").orElse("");
    if (response.statusCode() == PARTIAL_CONTENT && range.startsWith("bytes " + have + "-")) {
      return have;
    }
    throw new IOException(
        "%s answered with status %d".formatted(remote.address(), response.statusCode()));
  }

  private void append(InputStream body, long start) throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (FileChannel channel = FileChannel.open(part, CREATE, WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null) {
        throw new UserError(
            "another process is downloading %s; wait until it has finished".formatted(part));
      }
      channel.truncate(start).position(start);
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        checkLimit(channel.position() + count);
        write(channel, ByteBuffer.wrap(buffer, 0, count));
        progress.received(channel.position());
      }
      channel.force(true);
    }
  }

  private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private void checkLimit(long size) throws IOException {
    if (size > remote.sizeLimit()) {
      Files.delete(part);
      throw new UserError(
          "%s sends more than %d bytes, which cannot be the published file"
              .formatted(remote.address(), remote.sizeLimit()));
    }
  }
}
