package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/** The return codes of oneDNN's C interface. */
public enum Status {
  SUCCESS("success", dnnl.dnnl_success),
  OUT_OF_MEMORY("out of memory", dnnl.dnnl_out_of_memory),
  INVALID_ARGUMENTS("invalid arguments", dnnl.dnnl_invalid_arguments),
  UNIMPLEMENTED("unimplemented", dnnl.dnnl_unimplemented),
  LAST_IMPLEMENTATION("last implementation reached", dnnl.dnnl_last_impl_reached),
  RUNTIME_ERROR("runtime error", dnnl.dnnl_runtime_error),
  NOT_REQUIRED("not required", dnnl.dnnl_not_required),
  INVALID_GRAPH("invalid graph", dnnl.dnnl_invalid_graph),
  INVALID_GRAPH_OP("invalid graph operation", dnnl.dnnl_invalid_graph_op),
  INVALID_SHAPE("invalid shape", dnnl.dnnl_invalid_shape),
  INVALID_DATA_TYPE("invalid data type", dnnl.dnnl_invalid_data_type),
  /** A code that this table does not know. */
  UNKNOWN("unknown", -1);

  private final String label;
  private final int code;

  Status(String label, int code) {
    this.label = label;
    this.code = code;
  }

  /** The status in words. */
  public String label() {
    return label;
  }

  static Status of(int code) {
    for (Status status : values()) {
      if (status.code == code) {
        return status;
      }
    }
    return UNKNOWN;
  }

  /** Throws {@link OneDnnException} naming {@code operation} unless {@code code} is success. */
  static void check(int code, String operation) {
    if (code != dnnl.dnnl_success) {
      throw new OneDnnException(operation, of(code));
    }
  }
}
