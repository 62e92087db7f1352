package dev.lamina.runtime.data.loader;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatchLoaderTest {
  private static final Normalization NORMALIZATION = Normalization.cifar10();
  private static final InMemoryDataset IMAGES = TestImages.of(70);

  private static LoaderConfig training() {
    return LoaderConfig.training(8, 42, NORMALIZATION)
        .withAugmentation(Augmentation.flipAndResizedCrop());
  }

  /** The labels and image bits of an epoch's batches. */
  private static List<String> contents(BatchLoader loader, int epoch, int first) {
    List<String> contents = new ArrayList<>();
    for (Batch batch : loader.epoch(epoch, first)) {
      int[] labels = new int[batch.size()];
      batch.labels().get(0, labels);
      float[] values = new float[batch.capacity() * 3072];
      batch.images().get(0, values);
      contents.add(batch.number() + Arrays.toString(labels) + Arrays.hashCode(values));
    }
    return contents;
  }

  private static List<String> contents(LoaderConfig config, int epoch) {
    try (BatchLoader loader = BatchLoader.open(IMAGES, config)) {
      return contents(loader, epoch, 0);
    }
  }

  @Test
  void evaluationGivesEveryImageInOrderNormalizedAndChannelsLast() {
    byte[] pixels = new byte[3072];
    int seen = 0;
    try (BatchLoader loader =
        BatchLoader.open(IMAGES, LoaderConfig.evaluation(32, NORMALIZATION))) {
      for (Batch batch : loader.epoch(0)) {
        for (int i = 0; i < batch.size(); i++, seen++) {
          assertEquals(IMAGES.label(seen), batch.labels().get(i));
          IMAGES.copyPixels(seen, pixels, 0);
          for (int at : new int[] {0, 1, 2, 100, 3071}) {
            float expected = NORMALIZATION.value(at % 3, pixels[at] & 255);
            assertEquals(expected, batch.images().get(i * 3072 + at));
          }
        }
      }
    }
    assertEquals(70, seen);
  }

  @Test
  void anIncompleteLastBatchIsPaddedWithZeros() {
    List<Integer> sizes = new ArrayList<>();
    try (BatchLoader loader =
        BatchLoader.open(IMAGES, LoaderConfig.evaluation(32, NORMALIZATION))) {
      assertEquals(3, loader.batchesPerEpoch());
      assertEquals(70, loader.examplesPerEpoch());
      for (Batch batch : loader.epoch(0)) {
        sizes.add(batch.size());
        for (int i = batch.size(); i < batch.capacity(); i++) {
          assertEquals(0, batch.labels().get(i));
          assertEquals(0f, batch.images().get(i * 3072 + 5));
        }
      }
    }
    assertEquals(List.of(32, 32, 6), sizes);
  }

  @Test
  void trainingDropsTheIncompleteLastBatch() {
    try (BatchLoader loader = BatchLoader.open(IMAGES, training())) {
      assertEquals(8, loader.batchesPerEpoch());
      assertEquals(64, loader.examplesPerEpoch());
      assertEquals(8, contents(loader, 0, 0).size());
    }
  }

  @Test
  void threadsDoNotChangeTheBatches() {
    List<String> one = contents(training(), 3);
    assertEquals(one, contents(training().withThreads(4), 3));
    assertEquals(one, contents(training(), 3));
  }

  @Test
  void epochsAndSeedsDifferInOrderAndAugmentation() {
    List<String> zero = contents(training(), 0);
    assertNotEquals(zero, contents(training(), 1));
    LoaderConfig other =
        LoaderConfig.training(8, 43, NORMALIZATION)
            .withAugmentation(Augmentation.flipAndResizedCrop());
    assertNotEquals(zero, contents(other, 0));
  }

  @Test
  void augmentationBelongsToTheImageAndNotToItsPlace() {
    LoaderConfig ordered =
        new LoaderConfig(
            1, false, false, 5, Augmentation.flipAndResizedCrop(), NORMALIZATION, 2, 3);
    int[] forward = IntStream.range(0, 20).toArray();
    int[] backward = IntStream.range(0, 20).map(i -> 19 - i).toArray();
    List<float[]> first = images(ordered, forward);
    List<float[]> second = images(ordered, backward);
    for (int i = 0; i < 20; i++) {
      assertArrayEquals(first.get(i), second.get(19 - i));
    }
  }

  private static List<float[]> images(LoaderConfig config, int[] indices) {
    List<float[]> images = new ArrayList<>();
    try (BatchLoader loader = BatchLoader.open(IMAGES, indices, config)) {
      for (Batch batch : loader.epoch(1)) {
        float[] values = new float[3072];
        batch.images().get(0, values);
        images.add(values);
      }
    }
    return images;
  }

  @Test
  void anEpochCanBeTakenUpAtAnyBatch() {
    try (BatchLoader loader = BatchLoader.open(IMAGES, training().withThreads(2))) {
      List<String> whole = contents(loader, 2, 0);
      assertEquals(whole.subList(5, 8), contents(loader, 2, 5));
      assertEquals(List.of(), contents(loader, 2, 8));
      assertThrows(IndexOutOfBoundsException.class, () -> loader.epoch(2, 9));
    }
  }

  @Test
  void anEpochLeftEarlyDoesNotDisturbTheNext() {
    try (BatchLoader loader = BatchLoader.open(IMAGES, training().withThreads(3))) {
      List<String> whole = contents(loader, 1, 0);
      for (int round = 0; round < 20; round++) {
        Iterator<Batch> left = loader.epoch(round).iterator();
        left.next();
        assertEquals(whole, contents(loader, 1, 0));
        assertFalse(left.hasNext());
        assertThrows(NoSuchElementException.class, left::next);
      }
    }
  }

  @Test
  void theIndicesChooseTheExamples() {
    int[] indices = {7, 3, 3, 69};
    LoaderConfig config = LoaderConfig.evaluation(4, NORMALIZATION);
    try (BatchLoader loader = BatchLoader.open(IMAGES, indices, config)) {
      int[] labels = new int[4];
      loader.epoch(0).iterator().next().labels().get(0, labels);
      assertArrayEquals(new int[] {7, 3, 3, 9}, labels);
    }
  }

  @Test
  void wrongIndicesAndChannelsAreRefusedAtOnce() {
    LoaderConfig config = LoaderConfig.evaluation(4, NORMALIZATION);
    assertThrows(
        IndexOutOfBoundsException.class, () -> BatchLoader.open(IMAGES, new int[] {70}, config));
    Normalization grey = Normalization.of(new double[] {0}, new double[] {1});
    assertThrows(
        IllegalArgumentException.class,
        () -> BatchLoader.open(IMAGES, LoaderConfig.evaluation(4, grey)));
  }

  @Test
  void shufflingKeepsEveryExampleOnce() {
    LoaderConfig config =
        new LoaderConfig(7, true, false, 9, Augmentation.none(), NORMALIZATION, 2, 2);
    int[] indices = IntStream.range(0, 10).toArray();
    try (BatchLoader loader = BatchLoader.open(IMAGES, indices, config)) {
      List<Integer> labels = new ArrayList<>();
      for (Batch batch : loader.epoch(4)) {
        for (int i = 0; i < batch.size(); i++) {
          labels.add(batch.labels().get(i));
        }
      }
      assertNotEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), labels);
      labels.sort(null);
      assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9), labels);
    }
  }

  @Test
  void moreThreadsThanBatchesAreHarmless() {
    assertTrue(contents(training().withThreads(12), 0).size() == 8);
  }
}
