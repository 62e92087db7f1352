package dev.lamina.onednn.primitive;

import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;

/** A primitive with all its tensors: running it is one native call and no Java allocation. */
public final class BoundPrimitive implements Runnable {
  private final String operation;
  private final String implementation;
  private final dnnl_primitive primitive;
  private final dnnl_stream stream;
  private final DnnContext context;
  private final dnnl_exec_arg_t arguments;
  private final int argumentCount;

  BoundPrimitive(
      PrimitiveDesc desc, dnnl_primitive primitive, dnnl_exec_arg_t arguments, int argumentCount) {
    this.operation = desc.operation();
    this.implementation = desc.implementation();
    this.primitive = primitive;
    this.stream = desc.context().stream();
    this.context = desc.context();
    this.arguments = arguments;
    this.argumentCount = argumentCount;
  }

  /** Computes; the CPU stream is done when this returns. */
  @Override
  public void run() {
    context.enter();
    int status = dnnl.dnnl_primitive_execute(primitive, stream, argumentCount, arguments);
    if (status != dnnl.dnnl_success) {
      throw new OneDnnException(operation, Status.of(status));
    }
  }

  /** What the caller named the operation. */
  public String operation() {
    return operation;
  }

  /** The name of oneDNN's implementation. */
  public String implementation() {
    return implementation;
  }
}
