package dev.lamina.onednn.primitive;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.PointerPointer;

/** Descriptors of operations that treat every element alike: activations, sums, copies. */
public final class Elementwise {
  private final DnnContext context;

  /** Operations on the engine of {@code context}. */
  public Elementwise(DnnContext context) {
    this.context = context;
  }

  /** destination = function(source); they may be the same memory. */
  public PrimitiveDesc activation(
      EltwiseFunction function, MemoryDesc source, MemoryDesc destination) {
    return activation(function.forward(), function, source, destination);
  }

  private PrimitiveDesc activation(
      int algorithm, EltwiseFunction function, MemoryDesc source, MemoryDesc destination) {
    return Creation.create(
        context,
        "activation",
        target ->
            dnnl.dnnl_eltwise_forward_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_forward_training,
                algorithm,
                source.handle(),
                destination.handle(),
                function.alpha(),
                function.beta(),
                new Attributes(context).handle()));
  }

  /** sourceGradient = destinationGradient times the derivative at {@code data}. */
  public PrimitiveDesc activationBackward(
      EltwiseFunction function,
      MemoryDesc sourceGradient,
      MemoryDesc destinationGradient,
      MemoryDesc data) {
    PrimitiveDesc hint = activation(function.backward(), function, data, data);
    return Creation.create(
        context,
        "activation backward",
        target ->
            dnnl.dnnl_eltwise_backward_primitive_desc_create(
                target,
                context.engine(),
                function.backward(),
                sourceGradient.handle(),
                destinationGradient.handle(),
                data.handle(),
                function.alpha(),
                function.beta(),
                hint.handle(),
                new Attributes(context).handle()));
  }

  /** destination = first + second, then the attributes' post-operations. */
  public PrimitiveDesc add(
      MemoryDesc first, MemoryDesc second, MemoryDesc destination, Attributes attributes) {
    return Creation.create(
        context,
        "add",
        target ->
            dnnl.dnnl_binary_primitive_desc_create(
                target,
                context.engine(),
                dnnl.dnnl_binary_add,
                first.handle(),
                second.handle(),
                destination.handle(),
                attributes.handle()));
  }

  /**
   * destination = source, between any two layouts and slices of the same dimensions, then the
   * attributes' post-operations.
   */
  public PrimitiveDesc reorder(MemoryDesc source, MemoryDesc destination, Attributes attributes) {
    return Creation.create(
        context,
        "reorder",
        target ->
            dnnl.dnnl_reorder_primitive_desc_create(
                target,
                source.handle(),
                context.engine(),
                destination.handle(),
                context.engine(),
                attributes.handle()));
  }

  /** destination = the sources one after another along {@code axis}. */
  public PrimitiveDesc concat(int axis, List<MemoryDesc> sources, MemoryDesc destination) {
    context.enter();
    dnnl_memory_desc[] descs =
        sources.stream().map(MemoryDesc::handle).toArray(dnnl_memory_desc[]::new);
    try (PointerPointer<dnnl_memory_desc> array = new PointerPointer<>(descs);
        PointerPointer<dnnl_primitive_desc> result = new PointerPointer<>(1)) {
      int status =
          dnnl.dnnl_concat_primitive_desc_create(
              result,
              context.engine(),
              destination.handle(),
              sources.size(),
              axis,
              array,
              new Attributes(context).handle());
      Status.check(status, "concat");
      return PrimitiveDesc.owned(context, "concat", result.get(dnnl_primitive_desc.class));
    }
  }
}
