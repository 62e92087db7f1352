package dev.lamina.onednn.primitive;

import java.nio.ByteBuffer;
import org.bytedeco.javacpp.Pointer;

/** A raw native address as a pointer that owns nothing. */
final class Address extends Pointer {
  Address(long address) {
    this.address = address;
  }

  /** The next {@code bytes} bytes, at most 2 GiB. */
  ByteBuffer span(long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("a Java buffer cannot span " + bytes + " bytes");
    }
    capacity(bytes);
    return asByteBuffer();
  }
}
