package dev.lamina.runtime.weights.pytorch;

import java.util.List;

/**
 * A tensor as a pickle describes it: a view of a storage, not yet checked. {@link
 * PyTorchArchive#tensor} gives its elements.
 */
public final class TensorReference {
  private final StorageReference storage;
  private final long offset;
  private final List<Long> shape;
  private final List<Long> strides;

  TensorReference(StorageReference storage, long offset, List<Long> shape, List<Long> strides) {
    this.storage = storage;
    this.offset = offset;
    this.shape = shape;
    this.strides = strides;
  }

  StorageReference storage() {
    return storage;
  }

  /** Returns the place of the first element in the storage, in elements. */
  long offset() {
    return offset;
  }

  List<Long> shape() {
    return shape;
  }

  /** Returns the distance of neighbours along each dimension, in elements. */
  List<Long> strides() {
    return strides;
  }
}
