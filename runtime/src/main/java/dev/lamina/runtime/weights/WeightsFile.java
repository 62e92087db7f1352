package dev.lamina.runtime.weights;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.pytorch.PyTorchArchive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads weights from a file of any format known here, told apart by content and not by name. */
public final class WeightsFile {
  private static final int HEAD = SafeTensors.LENGTH_BYTES + 1;
  private static final int ZIP_SIGNATURE = 0x04034b50;
  private static final byte PICKLE_PROTOCOL = (byte) 0x80;

  private WeightsFile() {}

  /**
   * Reads a file: safetensors, or PyTorch's {@code .pt}, {@code .pth} and {@code .ckpt} in the zip
   * format and the one before. Of a Lightning checkpoint the {@code state_dict} is taken.
   *
   * @param path the file
   * @return its tensors, and what text it has beside them
   * @throws UserError if the file is missing, damaged or in no such format
   */
  public static TensorFile read(Path path) {
    ByteBuffer head = head(path);
    if (head.limit() < HEAD) {
      throw unknown(path);
    }
    if (head.getInt(0) == ZIP_SIGNATURE) {
      return PyTorchArchive.readZip(path).stateDict();
    }
    if (looksLikeSafeTensors(head)) {
      return SafeTensors.read(path);
    }
    if (head.get(0) == PICKLE_PROTOCOL) {
      return PyTorchArchive.readLegacy(path).stateDict();
    }
    throw unknown(path);
  }

  private static boolean looksLikeSafeTensors(ByteBuffer head) {
    long length = head.getLong(0);
    return length > 0 && length <= SafeTensors.HEADER_LIMIT && head.get(HEAD - 1) == '{';
  }

  private static ByteBuffer head(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UserError("there is no file %s; give the path of a weights file".formatted(path));
    }
    try (InputStream in = Files.newInputStream(path)) {
      return ByteBuffer.wrap(in.readNBytes(HEAD)).order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      throw new UserError("cannot read %s: %s".formatted(path, e), e);
    }
  }

  private static UserError unknown(Path path) {
    return new UserError(
        "%s is not a weights file: neither safetensors nor a PyTorch archive (.pt, .pth, .ckpt)"
            .formatted(path));
  }
}
