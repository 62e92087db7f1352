package dev.lamina.runtime.data.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetKindTest {
  @TempDir private Path folder;

  private void file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[] {1});
  }

  private void assertMistake(String... parts) {
    String message = assertThrows(UserError.class, () -> DatasetKind.of(folder)).getMessage();
    for (String part : parts) {
      assertTrue(message.contains(part), () -> part + " is not in: " + message);
    }
    assertEquals(1, message.lines().count());
  }

  @Test
  void cifar10IsKnownByAnyOfItsFiles() throws IOException {
    file("data_batch_4.bin");
    assertEquals(DatasetKind.CIFAR10, DatasetKind.of(folder));
  }

  @Test
  void cifar100IsKnownInItsArchivesFolder() throws IOException {
    file("cifar-100-binary/train.bin");
    assertEquals(DatasetKind.CIFAR100, DatasetKind.of(folder));
  }

  @Test
  void imagesByClassAreKnownWithTestImagesAndWithout() throws IOException {
    file("flowers/train/rose/a.JPG");
    file("animals/cat/b.jpeg");
    folder = folder.resolve("flowers");
    assertEquals(DatasetKind.FOLDER, DatasetKind.of(folder));
    folder = folder.resolveSibling("animals");
    assertEquals(DatasetKind.FOLDER, DatasetKind.of(folder));
  }

  @Test
  void whatIsNothingIsToldWithAllThatWasLookedFor() throws IOException {
    file("a.png");
    file("text/readme.md");
    assertMistake(
        "found no data set in " + folder,
        "CIFAR-10 (cifar-10-batches-bin/",
        "CIFAR-100 (cifar-100-binary/",
        "images by class (train/CLASS/*.png");
  }

  @Test
  void twoDataSetsInOneFolderAreNotGuessedBetween() throws IOException {
    file("cifar-10-batches-bin/test_batch.bin");
    file("cifar-100-binary/test.bin");
    assertMistake("more than one data set, CIFAR-10 and CIFAR-100");
  }

  @Test
  void whatIsNoFolderIsNamed() {
    folder = folder.resolve("absent");
    assertMistake(folder + " is not a folder", "cifar-10-batches-bin/");
  }
}
