package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.Untrusted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The archive that {@code torch.save} writes since version 1.6: an uncompressed zip file with
 * {@code NAME/data.pkl} for the object and {@code NAME/data/KEY} for each storage.
 */
final class ZipArchive {
  private static final String PICKLE = "/data.pkl";
  private static final int PICKLE_LIMIT = 64 << 20;

  private final ZipFile zip;
  private final String name;

  private ZipArchive(ZipFile zip, String name) {
    this.zip = zip;
    this.name = name;
  }

  static PyTorchArchive read(Path path) throws IOException {
    try (ZipFile zip = new ZipFile(path.toFile())) {
      ZipArchive archive = new ZipArchive(zip, path.toString());
      archive.checkSizes(Files.size(path));
      return archive.read();
    } catch (ZipException e) {
      throw new UserError(
          "%s is not a sound zip archive (%s); fetch it again".formatted(path, e.getMessage()), e);
    }
  }

  /** Nothing may claim more room than the file has: no compression, no two entries in one place. */
  private void checkSizes(long fileSize) {
    long total = 0;
    for (ZipEntry entry : entries()) {
      if (entry.getMethod() != ZipEntry.STORED) {
        throw new UserError(
            "%s: entry %s is compressed, which torch.save does not do; save the weights anew"
                .formatted(name, Untrusted.printable(entry.getName())));
      }
      if (entry.getSize() < 0 || entry.getSize() > fileSize - total) {
        throw new UserError(
            "%s: with entry %s its entries would have more bytes than the file, which has %d"
                .formatted(name, Untrusted.printable(entry.getName()), fileSize));
      }
      total += entry.getSize();
    }
  }

  private List<ZipEntry> entries() {
    return zip.stream().collect(Collectors.toList());
  }

  private PyTorchArchive read() throws IOException {
    ZipEntry pickle = pickle();
    String folder = pickle.getName().substring(0, pickle.getName().length() - PICKLE.length());
    checkByteOrder(folder + "/byteorder");
    if (pickle.getSize() > PICKLE_LIMIT) {
      throw new UserError("%s: its pickle is over %d bytes".formatted(name, PICKLE_LIMIT));
    }
    PickleInput in = new PickleInput(bytes(pickle), name);
    Object content = new PickleMachine(in, storage -> {}).run();
    return new PyTorchArchive(name, content, new StorageSource(name, storages(folder + "/data/")));
  }

  private ZipEntry pickle() {
    List<ZipEntry> pickles =
        entries().stream().filter(entry -> entry.getName().endsWith(PICKLE)).toList();
    if (pickles.size() != 1) {
      throw new UserError(
          "%s is a zip archive, but not one of torch.save: it has %d entries NAME%s, expected 1"
              .formatted(name, pickles.size(), PICKLE));
    }
    return pickles.get(0);
  }

  private void checkByteOrder(String entryName) throws IOException {
    ZipEntry entry = zip.getEntry(entryName);
    if (entry != null
        && !StandardCharsets.US_ASCII.decode(bytes(entry)).toString().equals("little")) {
      throw new UserError("%s was written on a big-endian machine".formatted(name));
    }
  }

  private Map<String, ByteBuffer> storages(String prefix) throws IOException {
    Map<String, ByteBuffer> storages = new HashMap<>();
    for (ZipEntry entry : entries()) {
      if (entry.getName().startsWith(prefix)) {
        storages.put(entry.getName().substring(prefix.length()), bytes(entry));
      }
    }
    return storages;
  }

  private ByteBuffer bytes(ZipEntry entry) throws IOException {
    if (entry.getSize() > Tensor.MOST_BYTES) {
      throw new UserError(
          "%s: entry %s is over 2 GB".formatted(name, Untrusted.printable(entry.getName())));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] bytes = in.readNBytes((int) entry.getSize());
      if (bytes.length < entry.getSize()) {
        throw new UserError(
            "%s: entry %s ends early; fetch it again"
                .formatted(name, Untrusted.printable(entry.getName())));
      }
      return ByteBuffer.wrap(bytes);
    }
  }
}
