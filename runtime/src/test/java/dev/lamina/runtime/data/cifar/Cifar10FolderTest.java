package dev.lamina.runtime.data.cifar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Cifar10FolderTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeFiles() throws IOException {
    RecordFiles.write(folder, 11);
  }

  private TrainTest load() {
    return new Cifar10Folder(folder).load();
  }

  private String error() {
    return assertThrows(UserError.class, this::load).getMessage();
  }

  private static void assertMentions(String message, Object... parts) {
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), () -> part + " is not in: " + message);
    }
  }

  @Test
  void recordsBecomeInterleavedImagesInFileOrder() {
    TrainTest data = load();
    ImageDataset training = data.training();
    assertEquals(55, training.size());
    assertEquals(11, data.test().size());
    assertEquals(4, training.label(11 + 4));
    byte[] pixels = new byte[3072];
    training.copyPixels(11 + 4, pixels, 0);
    // Pixel (row 2, column 5), green: place 2 * 32 + 5 of the second plane.
    assertEquals((byte) (4 * 7 + (1024 + 69) * 3), pixels[69 * 3 + 1]);
    assertEquals("airplane", training.classNames().get(0));
    assertEquals("truck", training.classNames().get(9));
  }

  @Test
  void theUnpackedArchivesFolderIsFoundInside() throws IOException {
    Path outer = folder.resolve("data");
    RecordFiles.write(outer.resolve("cifar-10-batches-bin"), 2);
    TrainTest data = new Cifar10Folder(outer).load();
    assertEquals(10, data.training().size());
    assertMentions(data.origin(), "cifar-10-batches-bin");
  }

  @Test
  void fewerRecordsThanPublishedAreReadButNoticed() {
    TrainTest data = load();
    assertTrue(data.isSample());
    assertMentions(data.notice().orElseThrow(), 55, 11, "cannot be compared");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path absent = folder.resolve("absent");
    UserError error = assertThrows(UserError.class, () -> new Cifar10Folder(absent).load());
    assertMentions(error.getMessage(), absent, "not a folder");
  }

  @Test
  void aMissingFileIsNamedWithItsFolder() throws IOException {
    Files.delete(folder.resolve("data_batch_3.bin"));
    assertMentions(error(), "data_batch_3.bin", folder, "cifar-10-binary.tar.gz");
  }

  @Test
  void aTruncatedFileIsNamedWithBothSizes() throws IOException {
    Path file = folder.resolve("data_batch_2.bin");
    Files.write(file, Arrays.copyOf(RecordFiles.records(3), 3 * 3073 - 1));
    assertMentions(error(), file, 3 * 3073 - 1, 30_730_000);
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    Files.write(folder.resolve("test_batch.bin"), new byte[0]);
    assertMentions(error(), "test_batch.bin", "0 bytes");
  }

  @Test
  void aLabelThatIsNoClassIsNamedWithItsRecord() throws IOException {
    byte[] bytes = RecordFiles.records(5);
    bytes[3 * 3073] = 10;
    Files.write(folder.resolve("data_batch_5.bin"), bytes);
    assertMentions(error(), "data_batch_5.bin", "record 3", "label 10", "0 to 9");
  }

  @Test
  void classNamesComeFromTheFileWhereThereIsOne() throws IOException {
    List<String> names = List.of("a", "b", "c", "d", "e", "f", "g", "h", "i", "j");
    Files.writeString(folder.resolve("batches.meta.txt"), String.join("\n", names) + "\n\n");
    assertEquals(names, load().training().classNames());
  }

  @Test
  void aWrongNumberOfClassNamesIsRefused() throws IOException {
    Files.writeString(folder.resolve("batches.meta.txt"), "a\nb\n");
    assertMentions(error(), "batches.meta.txt", "2 classes", "10");
  }
}
