package dev.lamina.runtime.data.download;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DownloadTest {
  private static final byte[] CONTENT = content();

  @TempDir private Path folder;

  private static byte[] content() {
    byte[] content = new byte[300_000];
    new Random(1).nextBytes(content);
    return content;
  }

  private Path part() {
    return folder.resolve("cache").resolve("file.part");
  }

  private Path existingPart(byte[] bytes) throws IOException {
    Files.createDirectories(part().getParent());
    return Files.write(part(), bytes);
  }

  private String md5() throws IOException {
    return Checksum.md5(Files.write(folder.resolve("original"), CONTENT));
  }

  private void download(FileServer server) throws IOException {
    RemoteFile remote = new RemoteFile(server.address(), md5(), CONTENT.length);
    new Download(remote, part(), DownloadProgress.silent()).run();
  }

  /** RFC 1321, appendix A.5. */
  @Test
  void checksumIsMd5() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "message digest");
    assertEquals("f96b697d7cb7938d525a2f31aaf161d0", Checksum.md5(file));
  }

  @Test
  void aFileArrivesWhole() throws IOException {
    try (FileServer server = new FileServer(CONTENT)) {
      download(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(part()));
      assertEquals(List.of(""), server.ranges());
    }
  }

  @Test
  void anEarlierRunsPartIsContinued() throws IOException {
    existingPart(Arrays.copyOf(CONTENT, 100_000));
    try (FileServer server = new FileServer(CONTENT)) {
      download(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(part()));
      assertEquals(List.of("bytes=100000-"), server.ranges());
    }
  }

  @Test
  void aCompletePartIsNotAskedForAgain() throws IOException {
    existingPart(CONTENT);
    try (FileServer server = new FileServer(CONTENT)) {
      download(server);
      assertEquals(List.of(), server.ranges());
    }
  }

  @Test
  void brokenConnectionsAreTakenUpWhereTheyBroke() throws IOException {
    try (FileServer server = new FileServer(CONTENT).breakingAfter(120_000)) {
      download(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(part()));
      assertTrue(server.ranges().size() >= 3, server.ranges().toString());
      assertTrue(server.ranges().get(1).startsWith("bytes="), server.ranges().toString());
    }
  }

  @Test
  void aServerWithoutRangesStartsAnew() throws IOException {
    existingPart(new byte[100_000]);
    try (FileServer server = new FileServer(CONTENT).withoutRanges()) {
      download(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(part()));
    }
  }

  @Test
  void aServerWithoutRangesThatAlwaysBreaksIsGivenUp() throws IOException {
    try (FileServer server = new FileServer(CONTENT).withoutRanges().breakingAfter(1000)) {
      assertThrows(IOException.class, () -> download(server));
      assertTrue(server.ranges().size() <= 3, server.ranges().toString());
    }
  }

  @Test
  void aPartLongerThanTheFileIsReplaced() throws IOException {
    existingPart(new byte[CONTENT.length + 5]);
    try (FileServer server = new FileServer(CONTENT)) {
      download(server);
      assertArrayEquals(CONTENT, Files.readAllBytes(part()));
      assertEquals(List.of("bytes=300005-", ""), server.ranges());
    }
  }

  @Test
  void aWrongChecksumIsRefusedAndNothingIsLeft() throws IOException {
    byte[] other = CONTENT.clone();
    other[5]++;
    try (FileServer server = new FileServer(other)) {
      UserError error = assertThrows(UserError.class, () -> download(server));
      assertTrue(error.getMessage().contains(md5()), error::getMessage);
      assertFalse(Files.exists(part()));
    }
  }

  @Test
  void moreThanTheLimitIsNotTaken() throws IOException {
    try (FileServer server = new FileServer(CONTENT)) {
      RemoteFile remote = new RemoteFile(server.address(), md5(), 1000);
      Download download = new Download(remote, part(), DownloadProgress.silent());
      UserError error = assertThrows(UserError.class, download::run);
      assertTrue(error.getMessage().contains("more than 1000 bytes"), error::getMessage);
      assertFalse(Files.exists(part()));
    }
  }

  @Test
  void anErrorStatusSaysSoAndKeepsThePart() throws IOException {
    existingPart(Arrays.copyOf(CONTENT, 10));
    try (FileServer server = new FileServer(CONTENT).answering(503)) {
      IOException error = assertThrows(IOException.class, () -> download(server));
      assertTrue(error.getMessage().contains("503"), error::getMessage);
      assertEquals(10, Files.size(part()));
      assertEquals(1, server.ranges().size());
    }
  }

  @Test
  void aServerThatIsNotThereIsAnIoException() throws IOException {
    URI address;
    try (FileServer server = new FileServer(CONTENT)) {
      address = server.address();
    }
    RemoteFile remote = new RemoteFile(address, "00", 10);
    Download download = new Download(remote, part(), DownloadProgress.silent());
    assertThrows(IOException.class, download::run);
  }

  @Test
  void progressCountsWhatWasThereBefore() throws IOException {
    existingPart(Arrays.copyOf(CONTENT, 200_000));
    long[] last = {0};
    try (FileServer server = new FileServer(CONTENT)) {
      RemoteFile remote = new RemoteFile(server.address(), md5(), CONTENT.length);
      new Download(
              remote,
              part(),
              bytes -> {
                assertTrue(bytes > Math.max(last[0], 200_000));
                last[0] = bytes;
              })
          .run();
    }
    assertEquals(300_000, last[0]);
  }

  @Test
  void theCacheFollowsTheXdgSpecification() {
    Path home = folder;
    assertEquals(home.resolve(".cache/lamina"), CacheFolder.of(Map.of(), home));
    Path xdg = folder.resolve("xdg");
    assertEquals(
        xdg.resolve("lamina"), CacheFolder.of(Map.of("XDG_CACHE_HOME", xdg.toString()), home));
    assertEquals(
        home.resolve(".cache/lamina"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), home));
  }
}
