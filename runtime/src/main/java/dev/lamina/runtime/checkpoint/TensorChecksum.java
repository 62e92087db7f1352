package dev.lamina.runtime.checkpoint;

import dev.lamina.runtime.weights.Tensor;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** A checksum over names, types, shapes, elements and metadata, whatever order they stand in. */
final class TensorChecksum {

  private TensorChecksum() {}

  static String of(Map<String, Tensor> tensors, Map<String, String> about) {
    CRC32C sum = new CRC32C();
    new TreeMap<>(about).forEach((key, value) -> add(sum, key + "=" + value));
    new TreeMap<>(tensors)
        .forEach(
            (name, tensor) -> {
              add(sum, name + " " + tensor);
              sum.update(tensor.bytes());
            });
    return Long.toHexString(sum.getValue());
  }

  private static void add(CRC32C sum, String text) {
    sum.update(text.getBytes(StandardCharsets.UTF_8));
    // What ends a text must not be taken for the beginning of the next.
    sum.update(0);
  }
}
