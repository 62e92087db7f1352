package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.DType;
import dev.lamina.runtime.weights.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The storages of a file, and the tensors that are views of them.
 *
 * <p>A contiguous tensor shares the storage's memory. Any other is copied into row-major order;
 * since a small file could describe many such views of one storage, the copies together may take no
 * more than a few times what the storages take.
 */
final class StorageSource {
  private static final int COPY_FACTOR = 4;
  private static final int MAX_DIMENSIONS = 64;

  private final String file;
  private final Map<String, ByteBuffer> storages;
  private long copyBudget;

  StorageSource(String file, Map<String, ByteBuffer> storages) {
    this.file = file;
    this.storages = Map.copyOf(storages);
    long total = storages.values().stream().mapToLong(ByteBuffer::limit).sum();
    copyBudget = COPY_FACTOR * total;
  }

  /** Returns a tensor, its description checked against the storage. */
  Tensor tensor(TensorReference reference) {
    ByteBuffer storage = storage(reference.storage());
    try {
      List<Integer> shape = shape(reference);
      checkRange(reference);
      ByteBuffer bytes =
          isContiguous(reference) ? slice(storage, reference) : copy(storage, reference);
      return Tensor.wrap(reference.storage().type(), shape, bytes);
    } catch (ArithmeticException e) {
      throw new UserError(damaged(reference, "is impossibly large").getMessage(), e);
    }
  }

  private ByteBuffer storage(StorageReference reference) {
    ByteBuffer storage = storages.get(reference.key());
    if (storage == null) {
      throw new UserError(
          "%s lacks the data of storage %s; fetch it again".formatted(file, reference.key()));
    }
    long expected = Math.multiplyHigh(reference.elements(), reference.type().bytes());
    if (expected != 0 || reference.elements() * reference.type().bytes() != storage.limit()) {
      throw new UserError(
          "%s: storage %s should have %d elements of %s, but has %d bytes"
              .formatted(
                  file, reference.key(), reference.elements(), reference.type(), storage.limit()));
    }
    return storage;
  }

  private List<Integer> shape(TensorReference reference) {
    List<Integer> shape = new ArrayList<>();
    for (long dimension : reference.shape()) {
      if (dimension < 0) {
        throw damaged(reference, "has a negative dimension");
      }
      shape.add(Math.toIntExact(dimension));
    }
    if (shape.size() > MAX_DIMENSIONS || shape.size() != reference.strides().size()) {
      throw damaged(reference, "has strides that do not go with its shape");
    }
    return shape;
  }

  private void checkRange(TensorReference reference) {
    long last = reference.offset();
    for (int i = 0; i < reference.shape().size(); i++) {
      long stride = reference.strides().get(i);
      if (stride < 0) {
        throw damaged(reference, "has a negative stride");
      }
      last = Math.addExact(last, Math.multiplyExact(extent(reference, i), stride));
    }
    long available = reference.storage().elements();
    boolean empty = elements(reference) == 0;
    if (reference.offset() < 0 || reference.offset() > available || (!empty && last >= available)) {
      throw damaged(reference, "reaches beyond its storage of %d elements".formatted(available));
    }
    // Without this a view of stride 0 could be any size.
    if (elements(reference) > available) {
      throw damaged(reference, "has more elements than its storage; save a contiguous copy of it");
    }
  }

  private static long extent(TensorReference reference, int dimension) {
    return Math.max(reference.shape().get(dimension) - 1, 0);
  }

  private static long elements(TensorReference reference) {
    return reference.shape().stream().reduce(1L, Math::multiplyExact);
  }

  private static boolean isContiguous(TensorReference reference) {
    long expected = 1;
    for (int i = reference.shape().size() - 1; i >= 0; i--) {
      long dimension = reference.shape().get(i);
      // The stride of a dimension of size 1 is never used, and PyTorch leaves anything there.
      if (dimension != 1 && reference.strides().get(i) != expected) {
        return elements(reference) == 0;
      }
      expected *= dimension;
    }
    return true;
  }

  private static ByteBuffer slice(ByteBuffer storage, TensorReference reference) {
    int width = reference.storage().type().bytes();
    int from = Math.toIntExact(reference.offset() * width);
    return storage.slice(from, Math.toIntExact(elements(reference) * width));
  }

  private ByteBuffer copy(ByteBuffer storage, TensorReference reference) {
    DType type = reference.storage().type();
    int size = Math.toIntExact(elements(reference) * type.bytes());
    copyBudget -= size;
    if (copyBudget < 0) {
      throw damaged(reference, "is one of too many views; save contiguous copies");
    }
    ByteBuffer copy = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    copyFrom(storage, reference, 0, reference.offset(), copy);
    return copy.flip();
  }

  /** Copies the part of the tensor below one choice of its outer dimensions; depth is bounded. */
  private static void copyFrom(
      ByteBuffer storage, TensorReference reference, int dimension, long at, ByteBuffer copy) {
    if (dimension == reference.shape().size()) {
      int width = reference.storage().type().bytes();
      int from = Math.toIntExact(at * width);
      copy.put(copy.position(), storage, from, width).position(copy.position() + width);
      return;
    }
    long stride = reference.strides().get(dimension);
    for (long i = 0; i < reference.shape().get(dimension); i++) {
      copyFrom(storage, reference, dimension + 1, at + i * stride, copy);
    }
  }

  private UserError damaged(TensorReference reference, String what) {
    return new UserError(
        "%s: the tensor of shape %s in storage %s %s"
            .formatted(file, brief(reference.shape()), reference.storage().key(), what));
  }

  private static List<Long> brief(List<Long> shape) {
    return shape.subList(0, Math.min(shape.size(), 8));
  }
}
