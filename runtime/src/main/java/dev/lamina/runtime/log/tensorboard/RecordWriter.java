package dev.lamina.runtime.log.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Records in TensorFlow's framing: the length (64 bits), its checksum, the data, their checksum;
 * numbers are little-endian. A checksum is CRC-32C, rotated right by 15 bits, plus a constant.
 */
final class RecordWriter implements AutoCloseable {
  private static final int ROTATION = 15;
  private static final int MASK = 0xa282ead8;

  private final OutputStream out;

  /** Takes over a stream, which need not buffer: every record is one write. */
  RecordWriter(OutputStream out) {
    this.out = out;
  }

  void write(byte[] data) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(data.length);
    record.putInt(checksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(checksum(data, data.length));
    out.write(record.array());
    out.flush();
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), ROTATION) + MASK;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
