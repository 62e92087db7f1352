package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.runtime.weights.SafeTensors;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Other data sets than CIFAR-10: the same commands train, test and predict. */
class DatasetsTest {
  private static final int CIFAR100_RECORD = 2 + 3 * 32 * 32;
  private static final int CLASSES = 10;

  @TempDir private Path folder;
  private Path data;
  private Path out;

  @BeforeEach
  void nameFolders() {
    data = folder.resolve("data");
    out = folder.resolve("out");
  }

  @Test
  void cifar100TrainsTestsAndPredicts() throws IOException {
    writeCifar100(data.resolve("cifar-100-binary"));
    JsonNode trained = json(train("Cifar100ResNet", "--json"));
    Path weights = out.resolve("Cifar100ResNet.safetensors");
    assertEquals(trained.get("test_acc"), json(test("Cifar100ResNet", weights)).get("test_acc"));
    assertTrue(SafeTensors.read(weights).metadata().get("image_mean").startsWith("0.5070"));
    String best = predictedName("Cifar100ResNet", weights, writeImage(data.resolve("a.png"), 1));
    assertTrue(best.startsWith("thing_"), best);
  }

  @Test
  void aFolderOfImagesTrainsTestsAndPredicts() throws IOException {
    writeImages();
    JsonNode trained = json(train("ResNet", "--json"));
    assertEquals(data.toString(), trained.get("data").asText());
    Path weights = out.resolve("ResNet.safetensors");
    assertEquals(trained.get("test_acc"), json(test("ResNet", weights)).get("test_acc"));
    Map<String, String> metadata = SafeTensors.read(weights).metadata();
    assertEquals("kind 0", metadata.get("classes").lines().findFirst().orElse(""));
    assertFalse(metadata.get("image_mean").startsWith("0.4913"), metadata.get("image_mean"));
    String best = predictedName("ResNet", weights, writeImage(data.resolve("a.png"), 1));
    assertTrue(best.startsWith("kind "), best);
  }

  @Test
  void doctorSaysWhatThereIs() throws IOException {
    writeImages();
    String line = Invocation.of("doctor", "--data", data.toString()).lastLine();
    assertTrue(line.contains(data + ": 30 training and 10 test images"), line);
  }

  @Test
  void aFolderWithoutDataSaysWhatWasLookedFor() throws IOException {
    Files.createDirectories(data);
    assertMistake(train("ResNet"), "found no data set in " + data + "; it may hold CIFAR-10 (");
  }

  @Test
  void twoDataSetsInAFolderNeedAWord() throws IOException {
    SmallCifar.in(data.resolve("cifar-10-batches-bin"));
    writeCifar100(data.resolve("cifar-100-binary"));
    assertMistake(train("ResNet"), "more than one data set, CIFAR-10 and CIFAR-100");
    Invocation run = train("ResNet", "--dataset", "cifar10");
    assertEquals(0, run.code(), run.err().toString());
  }

  @Test
  void whatTheUserSaysIsInTheFolderIsLookedFor() {
    SmallCifar.in(data);
    assertMistake(train("ResNet", "--dataset", "cifar100"), "fine_label_names.txt is missing");
    assertMistake(train("ResNet", "--dataset", "folder"), "has no folder in it");
  }

  @Test
  void anUnknownDataSetIsToldInOneLine() {
    assertMistake(
        train("ResNet", "--dataset", "cifar1000"),
        "'cifar1000' is none of cifar10, cifar100, folder, did you mean 'cifar100'?");
  }

  @Test
  void aFolderOfImagesCannotBeDownloaded() {
    assertMistake(
        Invocation.of("train", "ResNet", "--dataset", "folder"), "--dataset folder says nothing");
  }

  @Test
  void aNetworkForOtherClassesIsToldFromTheData() throws IOException {
    writeCifar100(data);
    assertMistake(
        train("ResNet"),
        "ResNet takes images of 3x32x32 in 10 classes, but those of " + data,
        "are 3x32x32 in 100 classes");
  }

  private void writeImages() throws IOException {
    for (int kind = 0; kind < CLASSES; kind++) {
      for (int i = 0; i < 3; i++) {
        writeImage(data.resolve("train/kind %d/%d.png".formatted(kind, i)), kind);
      }
      writeImage(data.resolve("test/kind %d/0.jpg".formatted(kind)), kind);
    }
  }

  private static Path writeImage(Path file, int kind) throws IOException {
    BufferedImage image = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 48 * 40; i++) {
      image.setRGB(i % 48, i / 48, i % (kind + 2) == 0 ? 0xffffff : 0x102030);
    }
    Files.createDirectories(file.getParent());
    String name = file.toString();
    assertTrue(ImageIO.write(image, name.substring(name.length() - 3), file.toFile()));
    return file;
  }

  private static void writeCifar100(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.write(folder.resolve("train.bin"), cifar100(120, 1));
    Files.write(folder.resolve("test.bin"), cifar100(20, 2));
    Files.writeString(
        folder.resolve("fine_label_names.txt"),
        IntStream.range(0, 100).mapToObj("thing_%d\n"::formatted).collect(Collectors.joining()));
  }

  private static byte[] cifar100(int count, long seed) {
    byte[] bytes = new byte[count * CIFAR100_RECORD];
    new Random(seed).nextBytes(bytes);
    for (int i = 0; i < count; i++) {
      bytes[i * CIFAR100_RECORD] = (byte) (i % 20);
      bytes[i * CIFAR100_RECORD + 1] = (byte) (i % 100);
    }
    return bytes;
  }

  private Invocation train(String network, String... more) {
    List<String> arguments = new ArrayList<>(List.of("train", network, "--data", data.toString()));
    arguments.addAll(List.of("--epochs", "1", "--batch-size", "16", "--limit", "16"));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of(more));
    return Invocation.of(arguments.toArray(new String[0]));
  }

  private Invocation test(String network, Path weights) {
    return Invocation.of(
        "test", network, "--data", data.toString(), "--weights", weights.toString(), "--json");
  }

  private static String predictedName(String network, Path weights, Path image)
      throws JsonProcessingException {
    JsonNode predicted =
        json(
            Invocation.of(
                "predict", network, "--weights", weights.toString(), image.toString(), "--json"));
    return predicted.get("images").get(0).get("classes").get(0).get("name").asText();
  }

  private static JsonNode json(Invocation run) throws JsonProcessingException {
    assertEquals(0, run.code(), run.err().toString());
    return new ObjectMapper().readTree(run.lastLine());
  }

  private static void assertMistake(Invocation run, String... parts) {
    assertEquals(1, run.err().size(), run.err().toString());
    for (String part : parts) {
      assertTrue(run.err().get(0).contains(part), run.err().get(0));
    }
    assertEquals(2, run.code());
  }
}
