package dev.lamina.runtime.weights;

import dev.lamina.runtime.UserError;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The contents of a file of weights: named tensors in the file's order, and metadata.
 *
 * @param tensors name to tensor
 * @param metadata free text by key
 */
public record TensorFile(Map<String, Tensor> tensors, Map<String, String> metadata) {
  /** Copies both maps, keeping their order. */
  public TensorFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * Returns a tensor by name.
   *
   * @throws UserError if there is none
   */
  public Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new UserError(
          "the file has no tensor %s; it has %d others".formatted(name, tensors.size()));
    }
    return tensor;
  }
}
