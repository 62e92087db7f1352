package dev.lamina.runtime.data.folder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.MemoryCheck;
import dev.lamina.runtime.data.TrainTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  private static final int CATS = 20;
  private static final int DOGS = 30;

  @TempDir private Path folder;

  private TrainTest load() {
    return new ImageFolder(folder).load();
  }

  private void assertMistake(Object... parts) {
    String message = assertThrows(UserError.class, this::load).getMessage();
    for (Object part : parts) {
      assertTrue(message.contains(part.toString()), () -> part + " is not in: " + message);
    }
    assertEquals(1, message.lines().count());
  }

  private void trainAndTest(String test) {
    ColourImages.write(folder.resolve("train/dog"), 3, 100);
    ColourImages.write(folder.resolve("train/cat"), 2, 50);
    ColourImages.write(folder.resolve(test).resolve("dog"), 1, 200);
  }

  private static byte[] pixel(ImageDataset images, int index) {
    byte[] pixels = new byte[images.bytesPerImage()];
    images.copyPixels(index, pixels, 0);
    return new byte[] {pixels[0], pixels[1], pixels[2]};
  }

  @Test
  void classesAreTheSortedNamesOfTheFolders() {
    trainAndTest("test");
    TrainTest data = load();
    assertEquals(List.of("cat", "dog"), data.training().classNames());
    assertEquals(List.of("cat", "dog"), data.test().classNames());
    assertEquals(5, data.training().size());
    assertEquals(1, data.test().size());
    assertEquals(0, data.training().label(1));
    assertEquals(1, data.training().label(2));
    assertArrayEquals(new byte[] {100, 2, 0}, pixel(data.training(), 4));
    assertEquals(1, data.test().label(0));
    assertArrayEquals(new byte[] {(byte) 200, 0, 0}, pixel(data.test(), 0));
    assertEquals(folder.toString(), data.origin());
    assertTrue(data.notice().isEmpty());
  }

  @Test
  void valMayStandForTest() {
    trainAndTest("val");
    assertEquals(1, load().test().size());
  }

  @Test
  void imagesHaveTheSizeThatIsAskedFor() {
    trainAndTest("test");
    ImageDataset images = new ImageFolder(folder).fitted(7, 9).load().training();
    assertEquals(List.of(3, 7, 9), List.of(images.channels(), images.height(), images.width()));
    assertEquals(32, load().test().width());
  }

  @Test
  void normalizationIsThatOfTheTrainingImages() {
    ColourImages.write(folder.resolve("train/a/0.png"), 0x006633);
    ColourImages.write(folder.resolve("train/b/0.png"), 0xff6633);
    ColourImages.write(folder.resolve("test/a/0.png"), 0xffffff);
    TrainTest data = load();
    assertArrayEquals(new double[] {0.5, 0.4, 0.2}, data.normalization().mean(), 1e-12);
    assertEquals(1, data.normalization().value(0, 255), 1e-6);
  }

  @Test
  void withoutTestImagesATenthOfEachClassIsTakenForThem() {
    ColourImages.write(folder.resolve("cat"), CATS, 0);
    ColourImages.write(folder.resolve("dog"), DOGS, 1);
    ColourImages.write(folder.resolve("fox"), 3, 2);
    TrainTest data = load();
    assertEquals(List.of(18, 27, 2), perClass(data.training()));
    assertEquals(List.of(2, 3, 1), perClass(data.test()));
    Set<List<Integer>> all = new HashSet<>(colours(data.training()));
    all.addAll(colours(data.test()));
    assertEquals(CATS + DOGS + 3, all.size());
    assertEquals(colours(data.test()), colours(load().test()));
  }

  private static List<Integer> perClass(ImageDataset images) {
    List<Integer> counts = new ArrayList<>(List.of(0, 0, 0));
    for (int i = 0; i < images.size(); i++) {
      counts.set(images.label(i), counts.get(images.label(i)) + 1);
    }
    return counts;
  }

  private static List<List<Integer>> colours(ImageDataset images) {
    List<List<Integer>> colours = new ArrayList<>();
    for (int i = 0; i < images.size(); i++) {
      byte[] pixel = pixel(images, i);
      colours.add(List.of((int) pixel[0], (int) pixel[1]));
    }
    return colours;
  }

  @Test
  void aClassMayBeCalledTrain() {
    ColourImages.write(folder.resolve("train"), 2, 0);
    ColourImages.write(folder.resolve("plane"), 2, 0);
    assertEquals(List.of("plane", "train"), load().training().classNames());
  }

  @Test
  void imagesMayLieDeeperAndHiddenOrForeignFilesDoNotCount() throws IOException {
    trainAndTest("test");
    ColourImages.write(folder.resolve("train/cat/more/still more/0.PNG"), 0);
    ColourImages.write(folder.resolve("train/.cache/0.png"), 0);
    ColourImages.write(folder.resolve("train/cat/.hidden.png"), 0);
    Files.writeString(folder.resolve("train/cat/readme.txt"), "cats");
    Files.writeString(folder.resolve("train/readme.txt"), "animals");
    assertEquals(6, load().training().size());
  }

  @Test
  void manyClassesAndImagesAreNoProblem() {
    for (int i = 0; i < 300; i++) {
      ColourImages.write(folder.resolve("class %03d".formatted(i)), 2, 7);
    }
    TrainTest data = load();
    Set<Integer> labels = new TreeSet<>();
    for (int i = 0; i < data.training().size(); i++) {
      labels.add(data.training().label(i));
    }
    assertEquals(300, labels.size());
  }

  @Test
  void whatIsNoFolderIsNamed() {
    folder = folder.resolve("absent");
    assertMistake(folder + " is not a folder");
  }

  @Test
  void aFolderWithoutClassesIsNamed() {
    assertMistake(folder + " has no folder in it");
  }

  @Test
  void aClassWithoutImagesIsNamed() throws IOException {
    trainAndTest("test");
    Files.createDirectories(folder.resolve("train/eel"));
    assertMistake("the class " + folder.resolve("train/eel") + " has no PNG or JPEG file");
  }

  @Test
  void imagesThatAreNotReadAreNotPassedOverInSilence() throws IOException {
    trainAndTest("test");
    Path file = Files.writeString(folder.resolve("train/cat/1.webp"), "");
    assertMistake(file + " is no PNG or JPEG file");
  }

  @Test
  void damagedFilesAreNamedTheFirstOfThemFirst() throws IOException {
    ColourImages.write(folder.resolve("cat"), 99, 0);
    ColourImages.write(folder.resolve("dog"), 2, 0);
    Files.writeString(folder.resolve("cat/03.png"), "no");
    Files.writeString(folder.resolve("cat/97.png"), "no");
    assertMistake(folder.resolve("cat/03.png"), "neither a PNG nor a JPEG image");
  }

  @Test
  void testImagesOfAnUntrainedClassAreNamed() {
    trainAndTest("test");
    ColourImages.write(folder.resolve("test/cats"), 1, 0);
    assertMistake(folder.resolve("test/cats") + " is no class", "did you mean 'cat'?");
  }

  @Test
  void trainingImagesAloneInTheirFolderNeedTestImages() {
    ColourImages.write(folder.resolve("train/cat"), 2, 0);
    assertMistake("has train/ but no test/ or val/", "give " + folder.resolve("train") + " alone");
  }

  @Test
  void validationImagesBesideTestImagesAreTheValidationImages() {
    ColourImages.write(folder.resolve("train/cat"), 30, 1);
    ColourImages.write(folder.resolve("valid/cat"), 2, 2);
    ColourImages.write(folder.resolve("test/cat"), 4, 3);
    TrainTest data = load();
    assertEquals(4, data.test().size());
    assertEquals(List.of(List.of(2, 0), List.of(2, 1)), part(data, data.split(42).validation()));
    List<List<Integer>> training = part(data, data.split(42).training());
    assertEquals(30, new HashSet<>(training).size());
    assertEquals(Set.of(1), training.stream().map(c -> c.get(0)).collect(Collectors.toSet()));
    assertTrue(training.indexOf(List.of(1, 29)) != 29, "in order: " + training);
  }

  private static List<List<Integer>> part(TrainTest data, int[] indices) {
    List<List<Integer>> all = colours(data.training());
    return Arrays.stream(indices).mapToObj(all::get).toList();
  }

  @Test
  void twoFoldersOfValidationImagesAreNotGuessedBetween() {
    trainAndTest("test");
    ColourImages.write(folder.resolve("valid/cat"), 1, 0);
    ColourImages.write(folder.resolve("val/cat"), 1, 0);
    assertMistake("has both val/ and valid/");
  }

  @Test
  void aSingleImageCannotBeSplit() {
    ColourImages.write(folder.resolve("cat"), 2, 0);
    ColourImages.write(folder.resolve("dog"), 1, 0);
    assertMistake(folder.resolve("dog") + " has a single image");
  }

  @Test
  void imagesThatDoNotFitIntoMemoryAreRefusedBeforeTheyAreRead() {
    MemoryCheck check = new MemoryCheck(folder, 1_000_000, 3_500_000);
    check.check(3);
    String message = assertThrows(UserError.class, () -> check.check(4)).getMessage();
    assertTrue(message.contains("take 4 MB, more than the 3 MB"), message);
  }
}
