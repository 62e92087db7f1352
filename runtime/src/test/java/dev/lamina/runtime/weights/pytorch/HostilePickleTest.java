package dev.lamina.runtime.weights.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.weights.WeightsFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Pickles that want more than to be read. */
@Timeout(60)
class HostilePickleTest {
  @TempDir private Path folder;

  private static PickleBuilder pickle() {
    return new PickleBuilder();
  }

  private void assertRefused(PickleBuilder pickle, String... parts) throws IOException {
    assertRefused(pickle.zip(folder, 16), parts);
  }

  private static void assertRefused(Path path, String... parts) {
    String message = assertThrows(UserError.class, () -> WeightsFile.read(path)).getMessage();
    assertEquals(1, message.lines().count(), message);
    assertTrue(message.contains(path.toString()), message);
    for (String part : parts) {
      assertTrue(message.contains(part), () -> part + " is not in: " + message);
    }
  }

  @Test
  void aCallOfTheShellIsRefusedByNameAndNotMade() throws IOException {
    Path trace = folder.resolve("trace");
    assertRefused(
        pickle().global("os", "system").text("touch " + trace).raw(0x85, 'R'),
        "os.system",
        "nothing was run");
    assertRefused(pickle().global("builtins", "eval").text("1").raw(0x85, 'R'), "builtins.eval");
    assertRefused(
        new PickleBuilder()
            .raw(0x80, 4, 0x8c, 2, 'o', 's', 0x8c, 6)
            .raw("system".chars().toArray())
            .raw(0x93),
        "os.system");
    assertFalse(Files.exists(trace));
  }

  @Test
  void namesNearTheKnownOnesAreRefusedToo() throws IOException {
    assertRefused(pickle().global("torch", "load"), "torch.load");
    assertRefused(pickle().global("torch._utils", "_rebuild_tensor"), "_rebuild_tensor,");
    assertRefused(pickle().global("torch", "OrderedDict"), "torch.OrderedDict");
    assertRefused(pickle().global("a\u001b[31m", "b".repeat(500)), "a?[31m.bbb");
  }

  @Test
  void operationsThatMakeObjectsAreRefusedByCode() throws IOException {
    for (int operation : new int[] {'i', 'o', 0x81, 0x92, 0x82, 0x83, 0x84, 'P', 'V', 'I', 0xff}) {
      assertRefused(pickle().raw('(', operation), "operation 0x%02x".formatted(operation));
    }
  }

  @Test
  void callsOfThingsThatAreNoFunctionAreRefused() throws IOException {
    assertRefused(pickle().text("os.system").raw(')', 'R'), "no known name");
    assertRefused(pickle().global("torch", "FloatStorage").raw(')', 'R'), "FLOAT_STORAGE");
    assertRefused(pickle().global("torch", "Size").raw('N', 'R'), "no tuple");
    assertRefused(pickle().global("torch", "Size").raw(')', 'R'), "no List at place 0");
    assertRefused(pickle().raw(']', '}', 'b'), "attributes");
  }

  @Test
  void aTruncatedFileIsRefusedWhereverItEnds() throws Exception {
    Path sound = Path.of(HostilePickleTest.class.getResource("torch-legacy.pt").toURI());
    byte[] bytes = Files.readAllBytes(sound);
    Path cut = folder.resolve("cut.pt");
    for (int length = 0; length < bytes.length; length += 19) {
      Files.write(cut, Arrays.copyOf(bytes, length));
      assertRefused(cut);
    }
  }

  @Test
  void aDamagedByteGivesAResultOrAUserError() throws Exception {
    for (String name : new String[] {"torch-legacy.pt", "torch-zip.pt"}) {
      Path sound = Path.of(HostilePickleTest.class.getResource(name).toURI());
      byte[] bytes = Files.readAllBytes(sound);
      Random random = new Random(1);
      for (int i = 0; i < bytes.length; i += 1 + random.nextInt(32)) {
        byte[] damaged = bytes.clone();
        damaged[i] = (byte) random.nextInt();
        readAnyway(Files.write(folder.resolve("damaged.pt"), damaged));
      }
    }
  }

  private static void readAnyway(Path path) {
    try {
      assertTrue(WeightsFile.read(path).tensors().size() <= 12);
    } catch (UserError e) {
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
  }

  @Test
  void lengthsBeyondTheFileAreRefused() throws IOException {
    assertRefused(pickle().raw('X', 0xff, 0xff, 0xff, 0x7f), "2147483647 more bytes");
    assertRefused(pickle().raw('X', 0xff, 0xff, 0xff, 0xff), "4294967295 more bytes");
    assertRefused(pickle().raw(0x8d).littleEndian(-1, 8), "18446744073709551615 more bytes");
    assertRefused(pickle().raw(0x8b).littleEndian(1L << 31, 4), "integer of 2147483648 bytes");
    assertRefused(pickle().raw('c', 'o', 's'), "more bytes");
  }

  @Test
  void deepNestingCostsNoStack() throws IOException {
    PickleBuilder nested = pickle();
    IntStream.range(0, 100_000).forEach(i -> nested.raw(']'));
    IntStream.range(1, 100_000).forEach(i -> nested.raw('a'));
    assertRefused(nested, "no dict of tensors");
    PickleBuilder key = pickle().raw('}', ')');
    IntStream.range(0, 100_000).forEach(i -> key.raw(0x85));
    assertRefused(key.raw('N', 's'), "dict key");
  }

  @Test
  void aListThatContainsItselfIsHarmless() throws IOException {
    assertRefused(pickle().raw(']', 'q', 0, 'h', 0, 'a'), "no dict of tensors");
  }

  @Test
  void aListThatIsCopiedAgainAndAgainIsRefused() throws IOException {
    for (String function : new String[] {"torch Size", "collections OrderedDict"}) {
      String[] name = function.split(" ", 2);
      boolean pairs = name[1].equals("OrderedDict");
      PickleBuilder bomb = pickle().raw(']', 'q', 0, '(');
      for (int i = 0; i < 100_000; i++) {
        bomb.raw('K', 1);
        bomb.raw(pairs ? new int[] {'K', 1, 0x86} : new int[0]);
      }
      bomb.raw('e').global(name[0], name[1]).raw('q', 1);
      for (int i = 0; i < 100_000; i++) {
        bomb.raw('h', 1, 'h', 0, 0x85, 'R');
      }
      assertRefused(bomb, "goes over the same lists too often");
    }
  }

  @Test
  void aListOfStoragesThatContainsItselfIsHarmless() throws Exception {
    Path sound = Path.of(HostilePickleTest.class.getResource("torch-legacy.pt").toURI());
    String bytes = new String(Files.readAllBytes(sound), StandardCharsets.ISO_8859_1);
    // The last pickle, the list of the storages' keys, is the last that begins with this.
    int keys = bytes.lastIndexOf("\u0080\u0002]q");
    assertTrue(keys > 0, "torch-legacy.pt has no list of storages");
    byte[] cyclic =
        (bytes.substring(0, keys) + "\u0080\u0002]q\u0000h\u0000a.")
            .getBytes(StandardCharsets.ISO_8859_1);
    assertRefused(Files.write(folder.resolve("cyclic.pt"), cyclic), "no tensor uses");
  }

  @Test
  void endlessPicklesAreCutOff() throws IOException {
    PickleBuilder endless = pickle();
    IntStream.range(0, 2_000_001).forEach(i -> endless.raw('}'));
    assertRefused(endless, "2000000 operations");
  }

  @Test
  void stackErrorsAreRefused() throws IOException {
    assertRefused(pickle(), "stack");
    assertRefused(pickle().raw('t'), "mark");
    assertRefused(pickle().raw('N', '(', 0x85), "stack");
    assertRefused(pickle().raw('h', 3), "recalls 3");
    assertRefused(pickle().raw('q', 3), "stack");
    assertRefused(pickle().raw('N', 'N', 'a'), "no list");
    assertRefused(pickle().raw(')', 'N', 'a'), "no list");
    assertRefused(pickle().raw('N', 'N', 'N', 's'), "no dict");
    assertRefused(pickle().raw('}', '(', 'N', 'u'), "without value");
  }

  private PickleBuilder dictOf(PickleBuilder tensor) {
    PickleBuilder dict = pickle().raw('}').text("t");
    byte[] bytes = tensor.bytes();
    for (int i = 2; i < bytes.length; i++) {
      dict.raw(bytes[i]);
    }
    return dict.raw('s');
  }

  private void assertTensorRefused(
      long elements, long offset, long[] shape, long[] strides, String part) throws IOException {
    assertRefused(dictOf(pickle().tensor(elements, offset, shape, strides)), part);
  }

  @Test
  void viewsThatLeaveTheirStorageAreRefused() throws IOException {
    long[] one = {1};
    assertTensorRefused(4, 0, new long[] {5}, one, "beyond its storage");
    assertTensorRefused(4, 4, one, one, "beyond its storage");
    assertTensorRefused(4, -1, one, one, "beyond its storage");
    assertTensorRefused(4, 1, new long[] {2}, new long[] {3}, "beyond its storage");
    assertTensorRefused(4, 3, new long[] {2}, new long[] {-1}, "negative stride");
    assertTensorRefused(4, 0, new long[] {-1}, one, "negative dimension");
    assertTensorRefused(4, 0, one, new long[] {}, "strides that do not go");
    assertTensorRefused(4, 5, new long[] {0}, one, "beyond its storage");
  }

  @Test
  void sizesThatOverflowOrMultiplyAreRefused() throws IOException {
    long big = 1L << 32;
    assertTensorRefused(4, 0, new long[] {big, big}, new long[] {1, 1}, "impossibly large");
    assertTensorRefused(
        4, 0, new long[] {65536, 65536}, new long[] {0, 0}, "more elements than its storage");
    assertTensorRefused(4, 0, new long[] {2, 1}, new long[] {1L << 62, 1}, "beyond its storage");
    assertTensorRefused(4, 0, new long[] {3, 1}, new long[] {1L << 62, 1}, "impossibly large");
  }

  @Test
  void storagesThatAreNotAsLongAsTheyShouldBeAreRefused() throws IOException {
    long[] one = {1};
    assertTensorRefused(5, 0, one, one, "storage 0");
    assertTensorRefused(1L << 62, 0, one, one, "storage 0");
    assertTensorRefused(-1, 0, one, one, "storage 0");
    assertRefused(dictOf(pickle().tensor("DoubleStorage", 4, 0, one, one)), "storage 0");
    assertRefused(dictOf(pickle().tensor("BoolStorage", 4, 0, one, one)), "torch.BoolStorage");
  }

  @Test
  void manyCopiesOfOneStorageAreRefused() throws IOException {
    PickleBuilder dict = pickle().raw('}', '(');
    byte[] tensor = pickle().tensor(4, 0, new long[] {2, 2}, new long[] {1, 2}).bytes();
    for (int i = 0; i < 5; i++) {
      dict.text("t" + i);
      for (int b = 2; b < tensor.length; b++) {
        dict.raw(tensor[b]);
      }
    }
    assertRefused(dict.raw('u'), "too many views");
  }

  @Test
  void aSoundArchiveOfThisTestsMakingIsRead() throws IOException {
    Path path =
        dictOf(pickle().tensor(4, 1, new long[] {3, 1}, new long[] {1, 77})).zip(folder, 16);
    TensorFile file = WeightsFile.read(path);
    assertEquals("F32 [3, 1]", file.tensor("t").toString());
  }
}
