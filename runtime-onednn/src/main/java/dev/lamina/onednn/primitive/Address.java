package dev.lamina.onednn.primitive;

import org.bytedeco.javacpp.Pointer;

/** A raw native address as a pointer that owns nothing. */
final class Address extends Pointer {
  Address(long address) {
    this.address = address;
  }
}
