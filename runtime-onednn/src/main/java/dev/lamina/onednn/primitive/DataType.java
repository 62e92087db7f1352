package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/** Element types of tensors. */
public enum DataType {
  FLOAT32(dnnl.dnnl_f32, Float.BYTES),
  BFLOAT16(dnnl.dnnl_bf16, Short.BYTES),
  /** For copies of whatever else takes four bytes. */
  INT32(dnnl.dnnl_s32, Integer.BYTES);

  private final int code;
  private final int bytes;

  DataType(int code, int bytes) {
    this.code = code;
    this.bytes = bytes;
  }

  int code() {
    return code;
  }

  /** Size of one element in bytes. */
  public int bytes() {
    return bytes;
  }
}
