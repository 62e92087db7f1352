package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_primitive_desc;

/** One native call that fills a primitive descriptor. */
@FunctionalInterface
interface Creation {
  /** Fills {@code target}; gives oneDNN's status. */
  int into(dnnl_primitive_desc target);

  /** Runs the call and puts the descriptor under the context's ownership. */
  static PrimitiveDesc create(DnnContext context, String operation, Creation creation) {
    context.enter();
    dnnl_primitive_desc handle = new dnnl_primitive_desc();
    Status.check(creation.into(handle), operation);
    return PrimitiveDesc.owned(context, operation, handle);
  }
}
