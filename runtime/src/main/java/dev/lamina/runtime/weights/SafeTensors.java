package dev.lamina.runtime.weights;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes safetensors files: 8 bytes of little-endian header length, a JSON header with
 * type, shape and place of every tensor, and the tensors' bytes without gaps.
 */
public final class SafeTensors {
  /** The greatest header that the format allows, in bytes. */
  static final int HEADER_LIMIT = 100_000_000;

  static final int LENGTH_BYTES = Long.BYTES;

  private SafeTensors() {}

  /**
   * Reads a file.
   *
   * @param path the file
   * @throws UserError if it cannot be read, is not a safetensors file, or has a type other than
   *     those of {@link DType}
   */
  public static TensorFile read(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      return read(channel, path.toString());
    } catch (IOException e) {
      throw new UserError("cannot read %s: %s".formatted(path, e), e);
    }
  }

  /**
   * Reads a file's metadata alone, however large the tensors are.
   *
   * @throws UserError as {@link #read}
   */
  public static Map<String, String> readMetadata(Path path) {
    try (FileChannel channel = FileChannel.open(path)) {
      return head(channel, path.toString()).header().metadata();
    } catch (IOException e) {
      throw new UserError("cannot read %s: %s".formatted(path, e), e);
    }
  }

  private static TensorFile read(FileChannel channel, String name) throws IOException {
    Head head = head(channel, name);
    SafeTensorsHeader header = head.header();
    return new TensorFile(readTensors(channel, head.end(), header, name), header.metadata());
  }

  /**
   * The beginning of a file.
   *
   * @param header what it says
   * @param end where the tensors' bytes begin
   */
  private record Head(SafeTensorsHeader header, long end) {}

  private static Head head(FileChannel channel, String name) throws IOException {
    long size = channel.size();
    if (size < LENGTH_BYTES) {
      throw damaged(name, "it has only %d bytes".formatted(size));
    }
    long headerBytes = readExactly(channel, 0, LENGTH_BYTES, name).getLong();
    if (headerBytes < 2 || headerBytes > HEADER_LIMIT || headerBytes > size - LENGTH_BYTES) {
      throw damaged(
          name,
          "its header would have %s bytes, the file has %d"
              .formatted(Long.toUnsignedString(headerBytes), size));
    }
    byte[] text = new byte[(int) headerBytes];
    readExactly(channel, LENGTH_BYTES, text.length, name).get(text);
    SafeTensorsHeader header = SafeTensorsHeader.parse(text, name);
    long end = LENGTH_BYTES + headerBytes;
    header.checkPlaces(size - end, name);
    return new Head(header, end);
  }

  private static Map<String, Tensor> readTensors(
      FileChannel channel, long start, SafeTensorsHeader header, String name) throws IOException {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (SafeTensorsHeader.Entry entry : header.entries()) {
      ByteBuffer bytes = readExactly(channel, start + entry.begin(), entry.byteCount(), name);
      tensors.put(entry.name(), Tensor.wrap(entry.type(), entry.shape(), bytes));
    }
    return tensors;
  }

  private static ByteBuffer readExactly(FileChannel channel, long position, int bytes, String name)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw damaged(name, "it became shorter while it was read");
      }
    }
    return buffer.flip();
  }

  static UserError damaged(String name, String reason) {
    return new UserError("%s is not a sound safetensors file: %s".formatted(name, reason));
  }

  /**
   * Writes a file, atomically: it is there as a whole or not at all. The same contents give the
   * same bytes.
   *
   * <p>Tensors with larger elements come first, otherwise in the order given, and the data begins
   * at a multiple of 8 bytes: so each tensor lies aligned to its element size although the format
   * allows no gaps.
   *
   * @param path the file, replaced if there is one
   * @param contents what to write
   * @throws UserError if it cannot be written
   */
  public static void write(Path path, TensorFile contents) {
    List<Map.Entry<String, Tensor>> ordered =
        contents.tensors().entrySet().stream()
            .sorted(Comparator.comparing(entry -> -entry.getValue().type().bytes()))
            .toList();
    try {
      byte[] header = SafeTensorsHeader.write(ordered, contents.metadata());
      AtomicFile.write(path, channel -> writeAll(channel, header, ordered));
    } catch (IOException e) {
      throw new UserError(
          "cannot write %s (%s); make room there, or give another folder".formatted(path, e), e);
    }
  }

  private static void writeAll(
      FileChannel channel, byte[] header, List<Map.Entry<String, Tensor>> ordered)
      throws IOException {
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    writeFully(channel, length.putLong(header.length).flip());
    writeFully(channel, ByteBuffer.wrap(header));
    for (Map.Entry<String, Tensor> entry : ordered) {
      writeFully(channel, entry.getValue().bytes());
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
