package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.global.dnnl;

/** The part a tensor plays in a primitive. */
public enum Argument {
  SOURCE(dnnl.DNNL_ARG_SRC),
  SECOND_SOURCE(dnnl.DNNL_ARG_SRC_1),
  WEIGHTS(dnnl.DNNL_ARG_WEIGHTS),
  BIAS(dnnl.DNNL_ARG_BIAS),
  DESTINATION(dnnl.DNNL_ARG_DST),
  MEAN(dnnl.DNNL_ARG_MEAN),
  VARIANCE(dnnl.DNNL_ARG_VARIANCE),
  SCALE(dnnl.DNNL_ARG_SCALE),
  SHIFT(dnnl.DNNL_ARG_SHIFT),
  WORKSPACE(dnnl.DNNL_ARG_WORKSPACE),
  SOURCE_GRADIENT(dnnl.DNNL_ARG_DIFF_SRC),
  WEIGHTS_GRADIENT(dnnl.DNNL_ARG_DIFF_WEIGHTS),
  BIAS_GRADIENT(dnnl.DNNL_ARG_DIFF_BIAS),
  DESTINATION_GRADIENT(dnnl.DNNL_ARG_DIFF_DST),
  SCALE_GRADIENT(dnnl.DNNL_ARG_DIFF_SCALE),
  SHIFT_GRADIENT(dnnl.DNNL_ARG_DIFF_SHIFT);

  private final int index;

  Argument(int index) {
    this.index = index;
  }

  int index() {
    return index;
  }
}
