package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.Tensor;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The stream that {@code torch.save} wrote before version 1.6: pickles of a magic number, a
 * protocol version, facts about the machine, the object, and the list of storage keys; then, for
 * each key, the number of elements (8 bytes) and the elements.
 */
final class LegacyFile {
  private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);
  private static final long PROTOCOL = 1001;

  private final PickleInput in;
  private final String name;
  private final Set<StorageReference> announced = new HashSet<>();

  private LegacyFile(PickleInput in, String name) {
    this.in = in;
    this.name = name;
  }

  static PyTorchArchive read(Path path) throws IOException {
    if (Files.size(path) > Tensor.MOST_BYTES) {
      throw new UserError(
          "%s is over 2 GB in PyTorch's old format; save it as safetensors".formatted(path));
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(path));
    return new LegacyFile(new PickleInput(bytes, path.toString()), path.toString()).read();
  }

  private PyTorchArchive read() {
    checkHead();
    Object content = new PickleMachine(in, announced::add).run();
    Object keys = new PickleMachine(in, storage -> {}).run();
    return new PyTorchArchive(name, content, new StorageSource(name, readStorages(keys)));
  }

  private Object plain() {
    return new PickleMachine(in, storage -> {}).run();
  }

  private void checkHead() {
    if (!plain().equals(MAGIC) || !plain().equals(PROTOCOL)) {
      throw new UserError(
          ("%s is a pickle, but not one that torch.save wrote; "
                  + "save the weights with torch.save or as safetensors")
              .formatted(name));
    }
    if (!(plain() instanceof Map<?, ?> facts) || !Boolean.TRUE.equals(facts.get("little_endian"))) {
      throw new UserError("%s was written on a big-endian machine".formatted(name));
    }
  }

  private Map<String, ByteBuffer> readStorages(Object keys) {
    Map<String, StorageReference> byKey = new HashMap<>();
    for (StorageReference storage : announced) {
      if (byKey.put(storage.key(), storage) != null) {
        throw in.error("describes storage %s in two ways".formatted(storage.key()));
      }
    }
    Map<String, ByteBuffer> storages = new HashMap<>();
    for (Object key : keys instanceof List<?> list ? list : List.of()) {
      StorageReference storage = listed(key, byKey);
      storages.put(storage.key(), readStorage(storage));
    }
    return storages;
  }

  // Only text is looked up: the hash of a list that contains itself has no end.
  private StorageReference listed(Object key, Map<String, StorageReference> byKey) {
    StorageReference storage = key instanceof String text ? byKey.get(text) : null;
    if (storage == null) {
      throw in.error("lists a storage that no tensor uses");
    }
    return storage;
  }

  private ByteBuffer readStorage(StorageReference storage) {
    long elements = in.signedLong();
    if (elements != storage.elements() || elements < 0 || elements > Integer.MAX_VALUE) {
      throw in.error(
          "has %d elements for storage %s, expected %d"
              .formatted(elements, storage.key(), storage.elements()));
    }
    return in.part(elements * storage.type().bytes());
  }
}
