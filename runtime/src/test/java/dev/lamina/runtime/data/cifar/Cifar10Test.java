package dev.lamina.runtime.data.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.data.download.FileServer;
import dev.lamina.runtime.data.download.RemoteFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class Cifar10Test {
  private static final String FOLDER = "cifar-10-batches-bin/";

  @TempDir private Path cache;

  /** Writes entries of a tar file. */
  private interface Entries {
    void writeTo(TarArchiveOutputStream tar) throws IOException;
  }

  private static byte[] archive(Entries entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      entries.writeTo(tar);
    }
    return bytes.toByteArray();
  }

  private static void folder(TarArchiveOutputStream tar) throws IOException {
    tar.putArchiveEntry(new TarArchiveEntry(FOLDER));
    tar.closeArchiveEntry();
  }

  private static void file(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    // The flag keeps a leading slash, which this class would cut off.
    TarArchiveEntry entry = new TarArchiveEntry(name, true);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  private static void allFiles(TarArchiveOutputStream tar) throws IOException {
    folder(tar);
    for (String name : RecordFiles.NAMES) {
      file(tar, FOLDER + name, RecordFiles.records(3));
    }
    file(tar, FOLDER + "readme.html", new byte[10]);
  }

  private Cifar10 source(FileServer server, byte[] archive) throws Exception {
    String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(archive));
    RemoteFile remote = new RemoteFile(server.address(), md5, 1 << 20);
    return new Cifar10(cache, remote, DownloadProgress.silent());
  }

  private List<String> cached() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.map(path -> path.getFileName().toString()).toList();
    }
  }

  @Test
  void theArchiveIsFetchedUnpackedAndReadOnce() throws Exception {
    byte[] archive = archive(Cifar10Test::allFiles);
    TrainTest data;
    Cifar10 source;
    try (FileServer server = new FileServer(archive)) {
      source = source(server, archive);
      data = source.load();
    }
    assertEquals(15, data.training().size());
    assertEquals(List.of("cifar-10-batches-bin"), cached());
    assertFalse(Files.exists(cache.resolve(FOLDER).resolve("readme.html")));
    // The server is gone: this comes from the cache.
    assertEquals(3, source.load().test().size());
  }

  @Test
  void withoutNetworkTheSampleComesWithANoticeThatSaysWhy() throws Exception {
    byte[] archive = archive(Cifar10Test::allFiles);
    try (FileServer server = new FileServer(archive).answering(404)) {
      TrainTest data = source(server, archive).load();
      assertTrue(data.isSample());
      String notice = data.notice().orElseThrow();
      assertTrue(notice.contains(server.address().toString()), notice);
      assertTrue(notice.contains("404"), notice);
      assertTrue(notice.contains("mean nothing"), notice);
    }
  }

  @Test
  void whatIsNotThePublishedFileIsAnErrorAndNotTheSample() throws Exception {
    byte[] archive = archive(Cifar10Test::allFiles);
    try (FileServer server = new FileServer(new byte[] {1, 2, 3})) {
      Cifar10 source = source(server, archive);
      assertThrows(UserError.class, source::load);
      assertEquals(List.of(), cached());
    }
  }

  private void assertRefused(Entries entries, String part) throws IOException {
    Path file = Files.write(cache.resolve("hostile.tar.gz"), archive(entries));
    UserError error =
        assertThrows(
            UserError.class, () -> ArchiveUnpacker.unpack(file, cache, CifarFormat.CIFAR10));
    assertTrue(error.getMessage().contains(part), error::getMessage);
    assertEquals(List.of("hostile.tar.gz"), cached());
  }

  @Test
  void entriesOutsideTheFolderAreRefused() throws IOException {
    for (String name :
        List.of(
            "../evil",
            "/tmp/evil",
            FOLDER + "../evil",
            FOLDER + "sub/test_batch.bin",
            "test_batch.bin",
            FOLDER + "evil.bin")) {
      assertRefused(tar -> file(tar, name, new byte[3]), "does not have");
    }
  }

  @Test
  void linksAreRefusedWhateverTheirName() throws IOException {
    for (byte type : new byte[] {TarConstants.LF_SYMLINK, TarConstants.LF_LINK}) {
      assertRefused(
          tar -> {
            TarArchiveEntry entry = new TarArchiveEntry(FOLDER + "test_batch.bin", type);
            entry.setLinkName("/etc/passwd");
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
          },
          "does not have");
    }
  }

  @Test
  void filesLongerThanPublishedAreRefused() throws IOException {
    assertRefused(tar -> file(tar, FOLDER + "test_batch.bin", new byte[30_730_001]), "or longer");
  }

  @Test
  void namesThatUnpackToMegabytesAreRefused() throws IOException {
    assertRefused(
        tar -> {
          TarArchiveEntry name = new TarArchiveEntry("name", TarConstants.LF_GNUTYPE_LONGNAME);
          name.setSize(10_000_000);
          tar.putArchiveEntry(name);
          tar.write(new byte[10_000_000]);
          tar.closeArchiveEntry();
        },
        "more between its files");
  }

  @Test
  void anEntryThatComesAgainIsRefused() throws IOException {
    for (String name : List.of("readme.html", "test_batch.bin")) {
      assertRefused(
          tar -> {
            file(tar, FOLDER + name, new byte[3073]);
            file(tar, FOLDER + name, new byte[3073]);
          },
          "twice");
    }
  }

  @Test
  void anArchiveWithoutAllFilesIsRefused() throws IOException {
    assertRefused(
        tar -> {
          folder(tar);
          file(tar, FOLDER + "test_batch.bin", RecordFiles.records(1));
        },
        "lacks data_batch_1.bin");
  }
}
