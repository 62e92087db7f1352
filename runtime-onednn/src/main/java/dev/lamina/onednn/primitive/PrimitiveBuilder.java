package dev.lamina.onednn.primitive;

import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.global.dnnl;

/** Collects the tensors of one operation; {@link #build()} gives the runnable primitive. */
public final class PrimitiveBuilder {
  private final PrimitiveDesc desc;
  private final Map<Integer, Memory> arguments = new LinkedHashMap<>();

  PrimitiveBuilder(PrimitiveDesc desc) {
    this.desc = desc;
  }

  /** Binds a tensor to its part. */
  public PrimitiveBuilder with(Argument argument, Memory memory) {
    return with(argument.index(), memory);
  }

  /** Binds part {@code index} of a concatenation, counted from 0. */
  public PrimitiveBuilder withSource(int index, Memory memory) {
    return with(dnnl.DNNL_ARG_MULTIPLE_SRC + index, memory);
  }

  /** Binds the second tensor of the binary post-operation {@code index}, counted from 0. */
  public PrimitiveBuilder withPostOperation(int index, Memory memory) {
    int base = dnnl.DNNL_ARG_ATTR_MULTIPLE_POST_OP_BASE * (index + 1);
    return with(base | Argument.SECOND_SOURCE.index(), memory);
  }

  private PrimitiveBuilder with(int argument, Memory memory) {
    arguments.put(argument, memory);
    return this;
  }

  /** Creates the primitive, with a share of the context's scratchpad. */
  public BoundPrimitive build() {
    MemoryDesc scratchpad = desc.scratchpad();
    if (scratchpad.bytes() > 0) {
      with(dnnl.DNNL_ARG_SCRATCHPAD, desc.context().scratchpad().reserve(scratchpad));
    }
    return new BoundPrimitive(desc, primitive(), argumentArray(), arguments.size());
  }

  private dnnl_primitive primitive() {
    dnnl_primitive primitive = new dnnl_primitive();
    Status.check(
        dnnl.dnnl_primitive_create(primitive, desc.handle()), desc.operation() + ": create");
    desc.context().own(() -> dnnl.dnnl_primitive_destroy(primitive));
    return primitive;
  }

  private dnnl_exec_arg_t argumentArray() {
    dnnl_exec_arg_t array = new dnnl_exec_arg_t(Math.max(1, arguments.size()));
    desc.context().own(array::close);
    int index = 0;
    for (Map.Entry<Integer, Memory> entry : arguments.entrySet()) {
      array.position(index++).arg(entry.getKey()).memory(entry.getValue().handle());
    }
    array.position(0);
    return array;
  }
}
