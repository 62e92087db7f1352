package dev.lamina.runtime.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Expected bytes are the encoding documentation's own examples, or worked out from its rules. */
class ProtoWriterTest {

  @Test
  void varintTakesSevenBitsAByte() {
    assertEquals("089601", hex(new ProtoWriter().varint(1, 150)));
    assertEquals("0800", hex(new ProtoWriter().varint(1, 0)));
    assertEquals("087f", hex(new ProtoWriter().varint(1, 127)));
    assertEquals("088001", hex(new ProtoWriter().varint(1, 128)));
  }

  @Test
  void negativeVarintTakesTenBytes() {
    assertEquals("08feffffffffffffffff01", hex(new ProtoWriter().varint(1, -2)));
  }

  @Test
  void fieldNumbersAbove15TakeTwoBytes() {
    assertEquals("800101", hex(new ProtoWriter().varint(16, 1)));
  }

  @Test
  void textIsLengthAndUtf8() {
    assertEquals("120774657374696e67", hex(new ProtoWriter().string(2, "testing")));
    assertEquals("1202c3a9", hex(new ProtoWriter().string(2, "é")));
  }

  @Test
  void messagesNest() {
    ProtoWriter inner = new ProtoWriter().varint(1, 150);
    assertEquals("1a03089601", hex(new ProtoWriter().message(3, inner)));
  }

  @Test
  void packedIntegersShareOneField() {
    assertEquals("3206038e029ea705", hex(new ProtoWriter().packed(6, 3, 270, 86942)));
  }

  @Test
  void realNumbersAreLittleEndian() {
    assertEquals("0d0000803f", hex(new ProtoWriter().float32(1, 1f)));
    assertEquals("09000000000000f0bf", hex(new ProtoWriter().float64(1, -1.0)));
    assertEquals("0a08000000000000f03f", hex(new ProtoWriter().packed(1, 1.0)));
  }

  private static String hex(ProtoWriter writer) {
    return HexFormat.of().formatHex(writer.toBytes());
  }
}
