package dev.lamina.runtime.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Serves one file on the loopback interface, as well or as badly as a test wants. */
public final class FileServer implements AutoCloseable {
  private final HttpServer server;
  private final byte[] content;
  private final List<String> ranges = new ArrayList<>();
  private boolean understandsRanges = true;
  private int status = 200;
  private int bytesPerAnswer = Integer.MAX_VALUE;

  /** Starts a server. */
  public FileServer(byte[] content) throws IOException {
    this.content = content.clone();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/file", this::answer);
    server.start();
  }

  /** Ignores ranges from now on, as a simple server does. */
  FileServer withoutRanges() {
    understandsRanges = false;
    return this;
  }

  /** Breaks the connection after so many bytes of every answer. */
  FileServer breakingAfter(int bytes) {
    bytesPerAnswer = bytes;
    return this;
  }

  /** Answers with a status only. */
  public FileServer answering(int code) {
    status = code;
    return this;
  }

  /** Returns the address of the file. */
  public URI address() {
    return URI.create("http://127.0.0.1:%d/file".formatted(server.getAddress().getPort()));
  }

  /** Returns the Range header of each request so far, "" for none. */
  List<String> ranges() {
    return List.copyOf(ranges);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    int start =
        range == null || !understandsRanges
            ? 0
            : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (status != 200) {
      exchange.sendResponseHeaders(status, -1);
    } else if (start >= content.length) {
      exchange.sendResponseHeaders(416, -1);
    } else {
      send(exchange, start);
    }
    exchange.close();
  }

  private void send(HttpExchange exchange, int start) throws IOException {
    if (start > 0) {
      String range = "bytes %d-%d/%d".formatted(start, content.length - 1, content.length);
      exchange.getResponseHeaders().add("Content-Range", range);
    }
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
    int end = (int) Math.min(content.length, (long) start + bytesPerAnswer);
    exchange.getResponseBody().write(Arrays.copyOfRange(content, start, end));
    exchange.getResponseBody().flush();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
