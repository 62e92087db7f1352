package dev.lamina.runtime.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeTensorsTest {
  @TempDir private Path folder;

  private static TensorFile sample() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("z.weight", Tensor.ofFloats(List.of(1, 3), 1, 2, 3));
    tensors.put("a.count", Tensor.ofLongs(List.of(), 7));
    tensors.put("mask", Tensor.ofBytes(List.of(3), (byte) 1, (byte) 2, (byte) 3));
    tensors.put("empty", Tensor.ofFloats(List.of(0, 2)));
    tensors.put("wide \"name\" é", Tensor.ofDoubles(List.of(1), 0.5));
    tensors.put("ids", Tensor.ofInts(List.of(2), -1, 1));
    return new TensorFile(tensors, Map.of("format", "pt"));
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Path path = folder.resolve("a.safetensors");
    SafeTensors.write(path, sample());
    assertEquals(sample(), SafeTensors.read(path));
  }

  @Test
  void sameContentsGiveSameBytes() throws IOException {
    SafeTensors.write(folder.resolve("a"), sample());
    SafeTensors.write(folder.resolve("b"), sample());
    assertArrayEquals(
        Files.readAllBytes(folder.resolve("a")), Files.readAllBytes(folder.resolve("b")));
  }

  /** The layout, byte by byte, as the format's description has it. */
  @Test
  void aFileIsLengthHeaderAndDataInThisOrder() throws IOException {
    Path path = folder.resolve("a");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("x", Tensor.ofInts(List.of(1), 0x04030201));
    tensors.put("y", Tensor.ofLongs(List.of(), 5));
    SafeTensors.write(path, new TensorFile(tensors, Map.of()));
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(path)).order(ByteOrder.LITTLE_ENDIAN);
    int length = (int) file.getLong();
    byte[] header = new byte[length];
    file.get(header);
    assertEquals(
        "{\"y\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
            + "\"x\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[8,12]}}",
        new String(header, StandardCharsets.UTF_8).stripTrailing());
    assertEquals(0, file.position() % 8);
    assertEquals(5, file.getLong());
    assertEquals(0x04030201, file.getInt());
    assertEquals(0, file.remaining());
  }

  @Test
  void aFileThatEndsEarlyIsRefusedWhereverItEnds() throws IOException {
    Path path = folder.resolve("a");
    SafeTensors.write(path, sample());
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      Files.write(path, Arrays.copyOf(whole, length));
      UserError error = assertThrows(UserError.class, () -> SafeTensors.read(path));
      assertTrue(error.getMessage().startsWith(path + " is not a sound safetensors file: "));
    }
  }

  @Test
  void anUnknownNameIsAUserError() {
    UserError error = assertThrows(UserError.class, () -> sample().tensor("stem"));
    assertTrue(error.getMessage().contains("stem"));
  }

  @Test
  void writingToAPlaceThatIsNoFolderIsAUserError() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    UserError error =
        assertThrows(UserError.class, () -> SafeTensors.write(file.resolve("x"), sample()));
    assertTrue(error.getMessage().contains("cannot write"));
  }

  private Path file(String header, int dataBytes) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(8 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text);
    return Files.write(folder.resolve("hostile.safetensors"), bytes.array());
  }

  private void assertRefused(String header, int dataBytes, String part) throws IOException {
    Path path = file(header, dataBytes);
    String message = assertThrows(UserError.class, () -> SafeTensors.read(path)).getMessage();
    assertTrue(message.contains(part), () -> part + " is not in: " + message);
    assertTrue(message.contains("hostile.safetensors"), message);
    assertEquals(1, message.lines().count());
  }

  private static String entry(String name, String type, String shape, String offsets) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":%s}"
        .formatted(name, type, shape, offsets);
  }

  @Test
  void headersOfImpossibleLengthAreRefusedBeforeMemoryIsTaken() throws IOException {
    for (long length : new long[] {-1, 0, 1, 9, 99_999_999, 100_000_001, Long.MAX_VALUE}) {
      ByteBuffer bytes = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length);
      Path path = Files.write(folder.resolve("short"), bytes.array());
      UserError error = assertThrows(UserError.class, () -> SafeTensors.read(path));
      assertTrue(error.getMessage().contains("header"), error::getMessage);
    }
    Path path = Files.write(folder.resolve("tiny"), new byte[5]);
    assertThrows(UserError.class, () -> SafeTensors.read(path));
  }

  @Test
  void gapsOverlapsAndWrongEndsAreRefused() throws IOException {
    String first = entry("a", "F32", "[1]", "[0,4]");
    assertRefused("{" + first + "," + entry("b", "F32", "[1]", "[5,9]") + "}", 9, "begins at 5");
    assertRefused("{" + first + "," + entry("b", "F32", "[1]", "[0,4]") + "}", 4, "begins at 0");
    assertRefused("{" + first + "," + entry("b", "F32", "[1]", "[3,7]") + "}", 7, "begins at 3");
    assertRefused("{" + first + "}", 5, "take 4 bytes, it has 5");
    assertRefused("{" + first + "}", 3, "take 4 bytes, it has 3");
    assertRefused("{" + entry("a", "F32", "[1]", "[4,8]") + "}", 8, "begins at 4");
  }

  @Test
  void shapesThatDoNotGiveTheBytesAreRefused() throws IOException {
    assertRefused("{" + entry("a", "F32", "[2]", "[0,4]") + "}", 4, "needs 8 bytes");
    assertRefused("{" + entry("a", "F32", "[-1]", "[0,4]") + "}", 4, "impossible shape");
    assertRefused("{" + entry("a", "U8", "[4294967296]", "[0,4]") + "}", 4, "impossible shape");
    // No array is that long, though an int holds it.
    String most = entry("a", "U8", "[2147483647]", "[0,2147483647]");
    assertRefused("{" + most + "}", 4, "over 2 GB");
    // 65536^4 is 2^64: the product would be 0 if it were allowed to overflow.
    String overflow = "[65536,65536,65536,65536]";
    assertRefused("{" + entry("a", "U8", overflow, "[0,0]") + "}", 0, "over 2 GB");
    assertRefused("{" + entry("a", "F64", "[1,500000000]", "[0,0]") + "}", 0, "over 2 GB");
    assertRefused("{" + entry("a", "U8", "[1]", "[1,0]") + "}", 1, "data_offsets [1, 0]");
    assertRefused("{" + entry("a", "U8", "[1]", "[-1,0]") + "}", 1, "data_offsets [-1, 0]");
    assertRefused("{" + entry("a", "U8", "[1]", "[0]") + "}", 1, "data_offsets [0]");
    assertRefused("{" + entry("a", "U8", "[1.0]", "[0,1]") + "}", 1, "integers");
    assertRefused("{" + entry("a", "U8", "3", "[0,1]") + "}", 1, "list of numbers");
    assertRefused("{" + entry("a", "U8", "[1]", "[0,99999999999999999999]") + "}", 1, "JSON");
  }

  @Test
  void otherTypesAreNamed() throws IOException {
    assertRefused("{" + entry("a", "F8_E4M3", "[1]", "[0,1]") + "}", 1, "F8_E4M3");
    assertRefused("{" + entry("a", "BOOL", "[1]", "[0,1]") + "}", 1, "BOOL");
  }

  @Test
  void headersThatAreNotTheJsonExpectedAreRefused() throws IOException {
    assertRefused("not json", 0, "not JSON");
    assertRefused("{\"a\":", 0, "not JSON");
    assertRefused("[]", 0, "START_OBJECT");
    assertRefused("{\"a\":3}", 0, "START_OBJECT");
    assertRefused("{} {}", 0, "follows");
    assertRefused("{\"a\":{\"dtype\":\"F32\"}}", 0, "lacks");
    assertRefused("{\"a\":{\"other\":1}}", 0, "unknown field");
    assertRefused("{\"__metadata__\":{\"a\":1}}", 0, "VALUE_STRING");
    String twice = entry("a", "U8", "[1]", "[0,1]");
    assertRefused("{" + twice + "," + twice + "}", 1, "not JSON");
    assertRefused("{\"a\":" + "[".repeat(100_000) + "}", 0, "START_OBJECT");
  }

  @Test
  void controlCharactersOfAFileDoNotReachMessages() throws IOException {
    assertRefused("{\"a\\n\\u001b[31m\":{\"dtype\":\"F32\"}}", 0, "tensor a??[31m");
  }

  @Test
  void aMissingFileIsAUserError() {
    assertThrows(UserError.class, () -> SafeTensors.read(folder.resolve("absent")));
  }
}
