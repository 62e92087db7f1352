package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/** What a pooling window gives. */
public enum PoolingKind {
  MAXIMUM("max-pool", dnnl.dnnl_pooling_max),
  /** The mean over all kernel positions, padding counted as zeros. */
  AVERAGE_WITH_PADDING("avg-pool with padding", dnnl.dnnl_pooling_avg_include_padding),
  /** The mean over the positions that lie inside the image. */
  AVERAGE_WITHOUT_PADDING("avg-pool", dnnl.dnnl_pooling_avg_exclude_padding);

  private final String label;
  private final int code;

  PoolingKind(String label, int code) {
    this.label = label;
    this.code = code;
  }

  String label() {
    return label;
  }

  int code() {
    return code;
  }
}
