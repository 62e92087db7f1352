package dev.lamina.runtime.weights.pytorch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every operation that a pickle can have, up to protocol 5, as Python's pickletools lists them. */
class PickleOperationsTest {
  /** Of these, what numbers, text and containers are built with. */
  private static final Set<Integer> PLAIN =
      Set.of(
          0x80, 0x95, (int) '(', (int) '}', (int) ']', (int) ')', (int) 't', 0x85, 0x86, 0x87,
          (int) 'a', (int) 'e', (int) 's', (int) 'u', (int) 'q', (int) 'r', 0x94, (int) 'h',
          (int) 'j', (int) 'N', 0x88, 0x89, (int) 'J', (int) 'K', (int) 'M', 0x8a, 0x8b, (int) 'G',
          (int) 'X', 0x8c, 0x8d, (int) '.');

  /** Those that import, call or refer, but only what {@link PickleGlobal} lists. */
  private static final Set<Integer> GUARDED =
      Set.of((int) 'c', 0x93, (int) 'R', (int) 'b', (int) 'Q');

  /** Those that import, call or refer, and are never needed. */
  private static final Set<Integer> DANGEROUS =
      Set.of((int) 'i', (int) 'o', 0x81, 0x92, 0x82, 0x83, 0x84, (int) 'P', 0x97, 0x98);

  /** Harmless, but nothing that torch.save writes. */
  private static final Set<Integer> UNUSED =
      Set.of(
          (int) 'I', (int) 'L', (int) 'F', (int) 'S', (int) 'T', (int) 'U', (int) 'B', (int) 'C',
          0x8e, 0x96, (int) 'V', (int) 'l', (int) 'd', 0x8f, 0x90, 0x91, (int) '0', (int) '1',
          (int) '2', (int) 'g', (int) 'p');

  private static UserError refusal(int... bytes) {
    byte[] pickle = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      pickle[i] = (byte) bytes[i];
    }
    PickleInput in = new PickleInput(ByteBuffer.wrap(pickle), "file");
    return assertThrows(UserError.class, () -> new PickleMachine(in, storage -> {}).run());
  }

  private static int[] withGlobal(String module, String name, int... after) {
    int[] text = ("c" + module + "\n" + name + "\n").chars().toArray();
    int[] all = Arrays.copyOf(text, text.length + after.length);
    System.arraycopy(after, 0, all, text.length, after.length);
    return all;
  }

  @Test
  void theListIsThatOfProtocol5() {
    Set<Integer> all = new HashSet<>(PLAIN);
    List.of(GUARDED, DANGEROUS, UNUSED).forEach(all::addAll);
    assertEquals(68, all.size());
    assertEquals(68, PLAIN.size() + GUARDED.size() + DANGEROUS.size() + UNUSED.size());
  }

  @Test
  void whatIsNotNeededIsRefusedByItsCode() {
    for (int operation = 0; operation < 256; operation++) {
      if (!PLAIN.contains(operation) && !GUARDED.contains(operation)) {
        String message = refusal('(', 'N', 'N', operation).getMessage();
        String expected = "has operation 0x%02x, which is not among".formatted(operation);
        assertTrue(message.contains(expected), message);
        assertTrue(message.endsWith("nothing was run"), message);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "os system",
        "builtins eval",
        "builtins getattr",
        "subprocess Popen",
        "torch load"
      })
  void importsOfAnythingElseAreRefusedByBothOperations(String name) {
    String[] parts = name.split(" ", 2);
    String expected = "the name " + parts[0] + "." + parts[1];
    String byLine = refusal(withGlobal(parts[0], parts[1])).getMessage();
    assertTrue(byLine.contains(expected), byLine);
    PickleBuilder stacked = new PickleBuilder().text(parts[0]).text(parts[1]).raw(0x93);
    PickleInput in = new PickleInput(ByteBuffer.wrap(stacked.bytes()), "file");
    String byStack =
        assertThrows(UserError.class, () -> new PickleMachine(in, storage -> {}).run())
            .getMessage();
    assertTrue(byStack.contains(expected), byStack);
  }

  @Test
  void callsStatesAndReferencesTakeNothingElse() {
    assertTrue(refusal('N', ')', 'R').getMessage().contains("no known name"));
    assertTrue(
        refusal(withGlobal("torch", "FloatStorage", ')', 'R')).getMessage().contains("no f"));
    assertTrue(refusal(']', '}', 'b').getMessage().contains("attributes"));
    assertTrue(refusal('N', 'Q').getMessage().contains("no tuple"));
    assertTrue(refusal('K', 1, 0x85, 'Q').getMessage().contains("no String"));
  }
}
