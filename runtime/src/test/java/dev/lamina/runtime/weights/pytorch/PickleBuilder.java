package dev.lamina.runtime.weights.pytorch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes pickles operation by operation, sound ones and others, and archives around them. */
final class PickleBuilder {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  PickleBuilder() {
    raw(0x80, 2);
  }

  PickleBuilder raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  PickleBuilder text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    raw('X').littleEndian(utf8.length, 4);
    bytes.writeBytes(utf8);
    return this;
  }

  PickleBuilder number(long value) {
    return raw(0x8a, 8).littleEndian(value, 8);
  }

  PickleBuilder numbers(long... values) {
    raw('(');
    for (long value : values) {
      number(value);
    }
    return raw('t');
  }

  PickleBuilder global(String module, String name) {
    raw('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.UTF_8));
    return this;
  }

  PickleBuilder littleEndian(long value, int count) {
    for (int i = 0; i < count; i++) {
      raw((int) (value >>> (8 * i)) & 255);
    }
    return this;
  }

  /** A tensor of float32 over storage "0". */
  PickleBuilder tensor(long elements, long offset, long[] shape, long[] strides) {
    return tensor("FloatStorage", elements, offset, shape, strides);
  }

  PickleBuilder tensor(String storage, long elements, long offset, long[] shape, long[] strides) {
    global("torch._utils", "_rebuild_tensor_v2").raw('(', '(');
    text("storage").global("torch", storage).text("0").text("cpu").number(elements);
    raw('t', 'Q').number(offset).numbers(shape).numbers(strides).raw(0x89);
    return global("collections", "OrderedDict").raw(')', 'R', 't', 'R');
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }

  /** Ends the pickle and puts it into a zip archive, with one storage "0" of as many bytes. */
  Path zip(Path folder, int storageBytes) throws IOException {
    raw('.');
    Path path = folder.resolve("hostile.pt");
    write(path, Map.of("x/data.pkl", bytes(), "x/data/0", new byte[storageBytes]));
    return path;
  }

  static void write(Path path, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        putStored(zip, entry.getKey(), entry.getValue());
      }
    }
  }

  private static void putStored(ZipOutputStream zip, String name, byte[] data) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(data);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(data);
    zip.closeEntry();
  }
}
