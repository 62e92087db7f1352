package dev.lamina.runtime.hostile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sound files, broken in hundreds of ways; {@code scripts/fuzz.sh} looks further. */
@Timeout(120)
class HostileFilesTest {
  private static final int BROKEN = Integer.getInteger("lamina.hostile", 150);
  private static final int SHOWN = 4096;
  private static final int CUTS = 40;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aBrokenFileIsReadOrRefusedAndNothingElse(FileKind kind) throws IOException {
    List<byte[]> samples = kind.samples();
    Promise promise = new Promise(kind, folder);
    assertTrue(promise.accepts(samples.get(0)), "the first sample is sound");
    Mutations mutations = new Mutations(kind.name().hashCode());
    int refused = 0;
    for (int i = 0; i < BROKEN; i++) {
      refused += accepts(promise, mutations.of(samples.get(i % samples.size()))) ? 0 : 1;
    }
    assertTrue(refused > 0, "nothing was broken enough to be refused");
  }

  private static boolean accepts(Promise promise, byte[] file) {
    try {
      return promise.accepts(file);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String bytes = HexFormat.of().formatHex(file, 0, Math.min(SHOWN, file.length));
      throw new AssertionError("neither read nor refused: " + bytes, e);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFileThatEndsEarlyIsReadOrRefusedWhereverItEnds(FileKind kind) throws IOException {
    byte[] sound = kind.samples().get(0);
    Promise promise = new Promise(kind, folder);
    int step = Math.max(1, sound.length / CUTS);
    for (int length = 0; length < sound.length; length += step) {
      byte[] cut = Arrays.copyOf(sound, length);
      boolean accepted = accepts(promise, cut);
      assertTrue(length > 0 || !accepted, "an empty file was taken for a sound one");
    }
  }
}
