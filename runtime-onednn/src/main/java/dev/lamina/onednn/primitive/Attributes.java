package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.global.dnnl;

/**
 * What is asked of a primitive beyond its operation: post-operations on the result, in the order of
 * the calls. The scratchpad is always the caller's, so that running never allocates.
 */
public final class Attributes {
  private final DnnContext context;
  private final dnnl_post_ops postOps = new dnnl_post_ops();

  /** No post-operations yet. */
  public Attributes(DnnContext context) {
    this.context = context;
    Status.check(dnnl.dnnl_post_ops_create(postOps), "post-ops create");
    context.own(() -> dnnl.dnnl_post_ops_destroy(postOps));
  }

  /** Applies an activation to the result. */
  public Attributes eltwise(EltwiseFunction function) {
    int status =
        dnnl.dnnl_post_ops_append_eltwise(
            postOps, function.forward(), function.alpha(), function.beta());
    return checked(status, "eltwise post-op");
  }

  /** Adds another tensor to the result. */
  public Attributes add(MemoryDesc term) {
    int status = dnnl.dnnl_post_ops_append_binary(postOps, dnnl.dnnl_binary_add, term.handle());
    return checked(status, "add post-op");
  }

  /** Adds what the destination held before. */
  public Attributes sum() {
    int status = dnnl.dnnl_post_ops_append_sum(postOps, 1, 0, dnnl.dnnl_data_type_undef);
    return checked(status, "sum post-op");
  }

  private Attributes checked(int status, String what) {
    Status.check(status, what);
    return this;
  }

  dnnl_primitive_attr handle() {
    dnnl_primitive_attr handle = new dnnl_primitive_attr();
    Status.check(dnnl.dnnl_primitive_attr_create(handle), "attributes create");
    context.own(() -> dnnl.dnnl_primitive_attr_destroy(handle));
    Status.check(
        dnnl.dnnl_primitive_attr_set_scratchpad_mode(handle, dnnl.dnnl_scratchpad_mode_user),
        "scratchpad mode");
    Status.check(dnnl.dnnl_primitive_attr_set_post_ops(handle, postOps), "post-ops");
    return handle;
  }
}
