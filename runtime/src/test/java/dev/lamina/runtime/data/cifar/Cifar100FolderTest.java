package dev.lamina.runtime.data.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar100FolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    Cifar100Files.write(folder, 120, 30);
  }

  private TrainTest load() {
    return new Cifar100Folder(folder).load();
  }

  private void assertMistake(Object... parts) {
    String message = assertThrows(UserError.class, this::load).getMessage();
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), () -> part + " is not in: " + message);
    }
    assertEquals(1, message.lines().count());
  }

  @Test
  void labelsAreThoseOfTheHundredClasses() {
    TrainTest data = load();
    assertEquals(120, data.training().size());
    assertEquals(30, data.test().size());
    assertEquals(99 - 17, data.training().label(117));
    assertEquals(Cifar100Files.classNames(), data.training().classNames());
    assertEquals(Cifar100Files.classNames(), data.test().classNames());
  }

  @Test
  void pixelsFollowBothLabels() {
    byte[] pixels = new byte[3072];
    load().test().copyPixels(4, pixels, 0);
    // Pixel (row 2, column 5), green: place 2 * 32 + 5 of the second plane.
    assertEquals((byte) (4 * 7 + (1024 + 69) * 3), pixels[69 * 3 + 1]);
    assertEquals((byte) (4 * 7), pixels[0]);
    assertEquals((byte) (4 * 7 + 3071 * 3), pixels[3071]);
  }

  @Test
  void itIsNormalizedByItsOwnMeanAndDeviation() {
    assertArrayEquals(new double[] {0.5071, 0.4865, 0.4409}, load().normalization().mean(), 1e-4);
    assertEquals((1 - 0.50707516) / 0.26733429, load().normalization().value(0, 255), 1e-6);
  }

  @Test
  void theUnpackedArchivesFolderIsFoundInside() throws IOException {
    Path outer = folder.resolve("data");
    Cifar100Files.write(outer.resolve("cifar-100-binary"), 2, 1);
    assertEquals(2, new Cifar100Folder(outer).load().training().size());
    assertTrue(new Cifar100Folder(outer).isPresent());
    assertFalse(new Cifar10Folder(outer).isPresent());
  }

  @Test
  void fewerRecordsThanPublishedAreNoticed() {
    String notice = load().notice().orElseThrow();
    assertTrue(notice.contains("120 training and 30 test images, not CIFAR-100's 50000"), notice);
  }

  @Test
  void missingFilesAreNamedWithTheArchive() throws IOException {
    Files.delete(folder.resolve("train.bin"));
    assertMistake("train.bin is missing in " + folder, "cifar-100-binary.tar.gz");
  }

  @Test
  void classNamesAreNotGuessed() throws IOException {
    Files.delete(folder.resolve("fine_label_names.txt"));
    assertMistake("fine_label_names.txt is missing");
  }

  @Test
  void classNamesThatAreNoTextAreRefused() throws IOException {
    Files.write(folder.resolve("fine_label_names.txt"), new byte[] {-1, -2, 10});
    assertMistake("fine_label_names.txt is not text");
  }

  @Test
  void aTruncatedFileIsNamedWithBothSizes() throws IOException {
    Path file = folder.resolve("test.bin");
    Files.write(file, Arrays.copyOf(Cifar100Files.records(3), 3 * 3074 - 1));
    assertMistake(file, 3 * 3074 - 1, 10_000 * 3074);
  }

  /** 3,073 records of CIFAR-100 are as long as 3,074 of CIFAR-10. */
  @Test
  void cifar10sRecordsAreRefusedByTheirLabels() throws IOException {
    byte[] bytes = new byte[3073 * 3074];
    Arrays.fill(bytes, (byte) 200);
    Files.write(folder.resolve("train.bin"), bytes);
    assertMistake("train.bin: record 0 has label 200", "0 to 99", "CIFAR-100's binary version");
  }
}
