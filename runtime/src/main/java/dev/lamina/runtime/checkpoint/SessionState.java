package dev.lamina.runtime.checkpoint;

import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.session.NamedTensors;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that the next step of a training session depends on, in one safetensors file: weights
 * and running averages under their PyTorch names, and the optimizer's moments. Written whole or not
 * at all, and read only if not a byte has changed since.
 */
public final class SessionState {
  private static final String CHECKSUM = "crc32c";

  private SessionState() {}

  /**
   * Writes a file, atomically.
   *
   * @param about what to keep with the tensors
   * @throws UserError if it cannot be written
   */
  public static void save(NetworkSession session, Path path, Map<String, String> about) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    collect(session.weights(), tensors);
    collect(session.moments(), tensors);
    Map<String, String> metadata = new LinkedHashMap<>(about);
    metadata.put(CHECKSUM, TensorChecksum.of(tensors, about));
    SafeTensors.write(path, new TensorFile(tensors, metadata));
  }

  private static void collect(NamedTensors from, Map<String, Tensor> into) {
    for (String name : from.names()) {
      into.put(name, exact(from.shape(name), from.doubles(name)));
    }
  }

  /** Without rounding: in float64 only where a number, one of the reference device's, needs it. */
  private static Tensor exact(Shape shape, double[] values) {
    float[] rounded = new float[values.length];
    boolean single = true;
    for (int i = 0; i < values.length; i++) {
      rounded[i] = (float) values[i];
      single &= Double.compare(rounded[i], values[i]) == 0;
    }
    return single ? Tensor.ofFloats(shape.dims(), rounded) : Tensor.ofDoubles(shape.dims(), values);
  }

  /**
   * Reads a file.
   *
   * @return its tensors, and what {@link #save} was told to keep with them
   * @throws UserError if it cannot be read or is damaged
   */
  public static TensorFile read(Path path) {
    TensorFile file = SafeTensors.read(path);
    Map<String, String> about = new LinkedHashMap<>(file.metadata());
    String expected = about.remove(CHECKSUM);
    if (expected == null) {
      throw new UserError(
          "%s holds weights alone, not the state of a training; give a run's folder"
              .formatted(path));
    }
    if (!expected.equals(TensorChecksum.of(file.tensors(), about))) {
      throw new UserError(
          "%s is damaged: its contents do not have the checksum that they were written with"
              .formatted(path));
    }
    return new TensorFile(file.tensors(), about);
  }

  /**
   * Sets a session's weights and moments. Nothing is changed if a tensor is missing or does not
   * fit.
   *
   * @param origin the file, for the message
   * @throws UserError that names the tensor
   */
  public static void restore(NetworkSession session, TensorFile file, Path origin) {
    check(session.weights(), file, origin);
    check(session.moments(), file, origin);
    set(session.weights(), file);
    set(session.moments(), file);
  }

  private static void check(NamedTensors target, TensorFile file, Path origin) {
    for (String name : target.names()) {
      List<Integer> expected = target.shape(name).dims();
      Tensor found = file.tensors().get(name);
      if (found == null || !found.shape().equals(expected)) {
        throw new UserError(
            "%s is not the state of this training: its %s %s, expected shape %s"
                .formatted(
                    origin,
                    name,
                    found == null ? "is missing" : "has shape " + found.shape(),
                    expected));
      }
    }
  }

  private static void set(NamedTensors target, TensorFile file) {
    for (String name : target.names()) {
      target.set(name, file.tensor(name).toDoubles());
    }
  }
}
