package dev.lamina.runtime.checkpoint;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.NamedTensors;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.weights.Untrusted;
import dev.lamina.runtime.weights.WeightsFile;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Saves and loads the parameters and running averages of a session, under PyTorch's names. */
public final class ModelWeights {
  // PyTorch counts the batches of each norm; nothing that we compute depends on the count.
  private static final String IGNORED = ".num_batches_tracked";

  /** Of the tensors alone: metadata may be edited, tensors hardly by accident. */
  private static final String CHECKSUM = "weights_crc32c";

  private ModelWeights() {}

  /**
   * Writes a safetensors file, atomically, with a checksum in its metadata.
   *
   * @param metadata free text to keep with the weights, for example the epoch
   * @throws UserError if it cannot be written
   */
  public static void save(NetworkSession session, Path path, Map<String, String> metadata) {
    NamedTensors weights = session.weights();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (ParameterSpec spec : weights.specs()) {
      tensors.put(spec.name(), Tensor.ofFloats(spec.shape().dims(), weights.floats(spec.name())));
    }
    Map<String, String> about = new TreeMap<>(metadata);
    about.put(CHECKSUM, checksum(tensors));
    SafeTensors.write(path, new TensorFile(tensors, about));
  }

  private static String checksum(Map<String, Tensor> tensors) {
    return TensorChecksum.of(tensors, Map.of());
  }

  /**
   * Reads a file of any format that {@link WeightsFile} knows.
   *
   * @throws UserError if it cannot be read, is damaged, or its tensors are not exactly the
   *     network's
   */
  public static void load(NetworkSession session, Path path) {
    restore(session, read(session.spec(), path));
  }

  /**
   * Reads a file of any format that {@link WeightsFile} knows, for a session to come.
   *
   * @return the network's tensors in its own order, and the file's metadata
   * @throws UserError if it cannot be read, is damaged, or its tensors are not exactly the
   *     network's
   */
  public static TensorFile read(NetworkSpec network, Path path) {
    TensorFile file = sound(WeightsFile.read(path), path);
    check(network, file, path.toString());
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    network.parameters().forEach(spec -> tensors.put(spec.name(), file.tensor(spec.name())));
    network.states().forEach(spec -> tensors.put(spec.name(), file.tensor(spec.name())));
    return new TensorFile(tensors, file.metadata());
  }

  /** Files of other programs have no checksum. */
  private static TensorFile sound(TensorFile file, Path path) {
    String expected = file.metadata().get(CHECKSUM);
    if (expected != null && !expected.equals(checksum(file.tensors()))) {
      throw new UserError(
          "%s is damaged: its tensors do not have the checksum that they were written with; take a copy, or remove %s from its metadata if they were changed on purpose"
              .formatted(path, CHECKSUM));
    }
    return file;
  }

  /**
   * Gives a session weights that were {@link #read} for its network.
   *
   * @throws UserError if one of them is missing
   */
  public static void restore(NetworkSession session, TensorFile file) {
    NamedTensors weights = session.weights();
    for (ParameterSpec spec : weights.specs()) {
      weights.set(spec.name(), file.tensor(spec.name()).toDoubles());
    }
  }

  /**
   * Refuses weights of another network.
   *
   * @param origin the file, for the message
   * @throws UserError that names the first tensor that does not fit
   */
  static void check(NetworkSpec network, TensorFile file, String origin) {
    checkTensors(network, network.parameters(), file, origin);
    checkTensors(network, network.states(), file, origin);
    checkNothingElse(network, file, origin);
  }

  private static void checkTensors(
      NetworkSpec network, List<ParameterSpec> specs, TensorFile file, String origin) {
    for (ParameterSpec spec : specs) {
      List<Integer> expected = spec.shape().dims();
      Tensor found = file.tensors().get(spec.name());
      if (found == null) {
        throw mismatch(
            network, origin, "it has no %s, of shape %s".formatted(spec.name(), expected));
      }
      if (!found.shape().equals(expected)) {
        throw mismatch(
            network,
            origin,
            "its %s has shape %s, expected %s".formatted(spec.name(), found.shape(), expected));
      }
    }
  }

  private static void checkNothingElse(NetworkSpec network, TensorFile file, String origin) {
    Set<String> known = new HashSet<>();
    network.parameters().forEach(spec -> known.add(spec.name()));
    network.states().forEach(spec -> known.add(spec.name()));
    for (Map.Entry<String, Tensor> entry : file.tensors().entrySet()) {
      String name = entry.getKey();
      if (!known.contains(name) && !name.endsWith(IGNORED)) {
        throw mismatch(
            network,
            origin,
            "its %s of shape %s belongs to no layer"
                .formatted(Untrusted.printable(name), entry.getValue().shape()));
      }
    }
  }

  private static UserError mismatch(NetworkSpec network, String origin, String difference) {
    return new UserError(
        "%s does not hold weights of %s: %s; give the network that it was saved from, or another file"
            .formatted(origin, network.name(), difference));
  }
}
