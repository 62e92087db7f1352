package dev.lamina.runtime.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One protocol-buffers message being written, field by field in the order of the calls.
 *
 * <p>A message inside another is a writer of its own, handed to {@link #message}; a repeated field
 * is one call for each element. Field numbers are the schema's, from 1. The encoding is that of the
 * Protocol Buffers documentation, "Encoding". For one thread at a time.
 *
 * <pre>{@code
 * byte[] person = new ProtoWriter().string(1, "Ada").varint(2, 36).toBytes();
 * }</pre>
 */
public final class ProtoWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int FIXED32 = 5;
  private static final int TYPE_BITS = 3;
  private static final int GROUP_BITS = 7;
  private static final int MORE = 1 << GROUP_BITS;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** An int32, int64, uint64, enum or bool (0 or 1) field. */
  public ProtoWriter varint(int field, long value) {
    tag(field, VARINT);
    raw(value);
    return this;
  }

  /** A float field. */
  public ProtoWriter float32(int field, float value) {
    tag(field, FIXED32);
    fixed(Float.floatToRawIntBits(value), Float.BYTES);
    return this;
  }

  /** A double field. */
  public ProtoWriter float64(int field, double value) {
    tag(field, FIXED64);
    fixed(Double.doubleToRawLongBits(value), Double.BYTES);
    return this;
  }

  /** A string field. */
  public ProtoWriter string(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A bytes field. */
  public ProtoWriter bytes(int field, byte[] value) {
    tag(field, LENGTH_DELIMITED);
    raw(value.length);
    out.writeBytes(value);
    return this;
  }

  /** A field that is a message, as far as that is written now. */
  public ProtoWriter message(int field, ProtoWriter value) {
    return bytes(field, value.toBytes());
  }

  /** A repeated int32, int64 or enum field in the packed form. */
  public ProtoWriter packed(int field, long... values) {
    ProtoWriter body = new ProtoWriter();
    for (long value : values) {
      body.raw(value);
    }
    return message(field, body);
  }

  /** A repeated double field in the packed form. */
  public ProtoWriter packed(int field, double... values) {
    ProtoWriter body = new ProtoWriter();
    for (double value : values) {
      body.fixed(Double.doubleToRawLongBits(value), Double.BYTES);
    }
    return message(field, body);
  }

  /** The message's bytes. */
  public byte[] toBytes() {
    return out.toByteArray();
  }

  private void tag(int field, int type) {
    raw(((long) field << TYPE_BITS) | type);
  }

  // Negative numbers take ten bytes: the sign is extended to 64 bits, as the encoding wants it.
  private void raw(long value) {
    long rest = value;
    while ((rest & -MORE) != 0) {
      out.write((int) (rest & (MORE - 1)) | MORE);
      rest >>>= GROUP_BITS;
    }
    out.write((int) rest);
  }

  private void fixed(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> (i * Byte.SIZE)));
    }
  }
}
