package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.weights.Untrusted;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What a file of {@code torch.save} holds: plain containers, with tensors in them. */
public final class PyTorchArchive {
  private static final String STATE_DICT = "state_dict";
  private static final String WRAPPER_PREFIX = "model.";

  private final String name;
  private final Object content;
  private final StorageSource storages;

  PyTorchArchive(String name, Object content, StorageSource storages) {
    this.name = name;
    this.content = content;
    this.storages = storages;
  }

  /**
   * Reads a zip archive ({@code torch.save} since 1.6).
   *
   * @throws UserError if it cannot be read, is damaged, or has anything but plain data and tensors
   */
  public static PyTorchArchive readZip(Path path) {
    try {
      return ZipArchive.read(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  /** Reads a stream of pickles ({@code torch.save} before 1.6), as {@link #readZip}. */
  public static PyTorchArchive readLegacy(Path path) {
    try {
      return LegacyFile.read(path);
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static UserError unreadable(Path path, IOException e) {
    return new UserError("cannot read %s: %s".formatted(path, e), e);
  }

  /**
   * Returns the object that was saved: {@link Map} for dicts, {@link List} for lists and tuples,
   * {@link String}, {@link Long} (java.math.BigInteger beyond), {@link Double}, {@link Boolean}, an
   * empty {@link java.util.Optional} for None, and {@link TensorReference}. Containers may share
   * parts and may contain themselves.
   */
  public Object content() {
    return content;
  }

  /**
   * Returns the tensor that a reference in {@link #content()} stands for.
   *
   * @throws UserError if the description does not fit the data
   */
  public Tensor tensor(TensorReference reference) {
    return storages.tensor(reference);
  }

  /**
   * Returns the weights: the dict {@code state_dict} of a checkpoint, or the saved dict itself. If
   * every name begins with {@code model.}, as a wrapping Lightning module makes them, that is cut
   * off. The text and numbers beside the state dict become metadata.
   *
   * @throws UserError if there is no dict of tensors
   */
  public TensorFile stateDict() {
    if (!(content instanceof Map<?, ?> top)) {
      throw new UserError("%s holds no dict of tensors".formatted(name));
    }
    if (top.get(STATE_DICT) instanceof Map<?, ?> inner) {
      return new TensorFile(tensors(inner), scalars(top));
    }
    return new TensorFile(tensors(top), Map.of());
  }

  private Map<String, Tensor> tensors(Map<?, ?> dict) {
    if (dict.isEmpty()) {
      throw new UserError("%s holds an empty dict, no weights".formatted(name));
    }
    boolean wrapped =
        dict.keySet().stream().allMatch(key -> key.toString().startsWith(WRAPPER_PREFIX));
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    dict.forEach(
        (key, value) -> {
          String full = key.toString();
          String tensorName = wrapped ? full.substring(WRAPPER_PREFIX.length()) : full;
          tensors.put(tensorName, tensorAt(full, value));
        });
    return tensors;
  }

  private Tensor tensorAt(String key, Object value) {
    if (value instanceof TensorReference reference) {
      return tensor(reference);
    }
    throw new UserError(
        "%s: %s is no tensor; save the model's state_dict() alone, or under the key %s"
            .formatted(name, Untrusted.printable(key), STATE_DICT));
  }

  private static Map<String, String> scalars(Map<?, ?> dict) {
    return dict.entrySet().stream()
        .filter(entry -> entry.getValue() instanceof String || entry.getValue() instanceof Number)
        .collect(
            Collectors.toMap(
                entry -> entry.getKey().toString(),
                entry -> entry.getValue().toString(),
                (first, second) -> first,
                LinkedHashMap::new));
  }
}
