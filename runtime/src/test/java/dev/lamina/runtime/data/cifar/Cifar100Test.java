package dev.lamina.runtime.data.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.data.download.FileServer;
import dev.lamina.runtime.data.download.RemoteFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Cifar100Test {
  private static final String FOLDER = "cifar-100-binary/";

  @TempDir private Path cache;

  private static Map<String, byte[]> files() {
    return new TreeMap<>(
        Map.of(
            "train.bin", Cifar100Files.records(12),
            "test.bin", Cifar100Files.records(5),
            "fine_label_names.txt", Cifar100Files.classNamesFile(),
            "coarse_label_names.txt", new byte[] {'a'}));
  }

  private static byte[] archive(Map<String, byte[]> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.putArchiveEntry(new TarArchiveEntry(FOLDER));
      tar.closeArchiveEntry();
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        TarArchiveEntry entry = new TarArchiveEntry(FOLDER + file.getKey());
        entry.setSize(file.getValue().length);
        tar.putArchiveEntry(entry);
        tar.write(file.getValue());
        tar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private Cifar100 source(FileServer server, byte[] archive) throws Exception {
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(archive));
    RemoteFile remote = new RemoteFile(server.address(), md5, 1 << 20);
    return new Cifar100(cache, remote, DownloadProgress.silent());
  }

  @Test
  void theArchiveIsFetchedUnpackedAndReadOnce() throws Exception {
    byte[] archive = archive(files());
    Cifar100 source;
    try (FileServer server = new FileServer(archive)) {
      source = source(server, archive);
      assertEquals(12, source.load().training().size());
    }
    // The server is gone: this comes from the cache.
    assertEquals("name_98", source.load().test().classNames().get(source.load().test().label(1)));
  }

  @Test
  void withoutNetworkThereIsNoSampleButOneLine() throws Exception {
    byte[] archive = archive(files());
    try (FileServer server = new FileServer(archive).answering(404)) {
      UserError error = assertThrows(UserError.class, source(server, archive)::load);
      assertTrue(error.getMessage().startsWith("CIFAR-100 is not in " + cache), error::getMessage);
      assertTrue(error.getMessage().contains("404"), error::getMessage);
      assertEquals(1, error.getMessage().lines().count());
    }
  }

  @Test
  void anArchiveWithoutClassNamesIsRefused() throws Exception {
    Map<String, byte[]> files = files();
    files.remove("fine_label_names.txt");
    byte[] archive = archive(files);
    try (FileServer server = new FileServer(archive)) {
      UserError error = assertThrows(UserError.class, source(server, archive)::load);
      assertTrue(error.getMessage().contains("lacks fine_label_names.txt"), error::getMessage);
    }
  }
}
