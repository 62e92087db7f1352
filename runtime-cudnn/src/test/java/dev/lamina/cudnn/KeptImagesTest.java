package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.cudnn.standin.OnGpu;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.recipe.AugmentationKind;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.InMemoryDataset;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.data.loader.EpochPlan;
import dev.lamina.runtime.data.loader.LoaderConfig;
import dev.lamina.runtime.device.Bfloat16;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.ImageBatches;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.device.Tensor;
import dev.lamina.runtime.training.Augmentations;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Batches of images in the GPU's memory are those that the loader makes, bit by bit. */
@OnGpu
class KeptImagesTest {
  private static final int CHANNELS = 3;
  private static final int HEIGHT = 19;
  private static final int WIDTH = 23;
  private static final int IMAGES = 40;
  private static final int BATCH = 7;
  private static final int EPOCHS = 3;
  private static final int FIRST_STEP = 1000;

  /** Not all images, and not in their order. */
  private static final int[] INDICES = indices();

  private final ImageDataset dataset = dataset();

  private static int[] indices() {
    int[] indices = new int[IMAGES - 5];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = IMAGES - 1 - i;
    }
    return indices;
  }

  private static ImageDataset dataset() {
    Random random = new Random(3);
    byte[] pixels = new byte[IMAGES * CHANNELS * HEIGHT * WIDTH];
    random.nextBytes(pixels);
    byte[] labels = new byte[IMAGES];
    for (int i = 0; i < IMAGES; i++) {
      labels[i] = (byte) random.nextInt(4);
    }
    return new InMemoryDataset(
        CHANNELS, HEIGHT, WIDTH, List.of("a", "b", "c", "d"), labels, pixels);
  }

  private BatchLoader loader(AugmentationKind kind) {
    Normalization normalization = Normalization.cifar10();
    LoaderConfig config =
        LoaderConfig.training(BATCH, 42, normalization)
            .withAugmentation(Augmentations.of(kind, normalization));
    return BatchLoader.open(dataset, INDICES, config);
  }

  private static Device open(Precision precision) {
    return new CudnnProvider().open(DeviceOptions.defaults().withPrecision(Optional.of(precision)));
  }

  private static Tensor tensor(Device device, Space space, Shape shape, int batch) {
    return new Tensor(
        device.allocate(space, batch * shape.elements(), "test"), 0, space, shape, batch);
  }

  @ParameterizedTest
  @EnumSource(AugmentationKind.class)
  void areTheLoadersInFloat32(AugmentationKind kind) {
    check(kind, Precision.FLOAT32);
  }

  @Test
  void areTheLoadersRoundedInBfloat16() {
    check(AugmentationKind.FLIP_AND_RESIZED_CROP, Precision.BFLOAT16);
  }

  private void check(AugmentationKind kind, Precision precision) {
    try (BatchLoader loader = loader(kind);
        Device device = open(precision)) {
      Shape shape = Shape.of(CHANNELS, HEIGHT, WIDTH);
      Tensor input = tensor(device, Space.INPUT, shape, BATCH);
      Tensor labels = tensor(device, Space.LABELS, Shape.of(1), BATCH);
      Tensor random = tensor(device, Space.RANDOM, Shape.of(2), 1);
      EpochPlan plan = loader.plan().orElseThrow();
      ImageBatches batches = device.keep(plan.images(), input, labels, random).orElseThrow();
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        batches.plan(FIRST_STEP, plan.rows(epoch));
        for (Batch batch : loader.epoch(epoch)) {
          random.buffer().write(0, IntBuffer.wrap(new int[] {5, FIRST_STEP + batch.number()}));
          batches.kernel().run();
          assertArrayEquals(rounded(batch.images(), precision), floats(input), batch::toString);
          assertEquals(batch.labels(), integers(labels));
        }
      }
    }
  }

  private static float[] rounded(FloatBuffer images, Precision precision) {
    float[] values = new float[images.capacity()];
    for (int i = 0; i < values.length; i++) {
      float value = images.get(i);
      values[i] = precision == Precision.BFLOAT16 ? Bfloat16.value(Bfloat16.of(value)) : value;
    }
    return values;
  }

  private static float[] floats(Tensor tensor) {
    FloatBuffer values = FloatBuffer.allocate((int) tensor.elements());
    tensor.buffer().read(0, values);
    return values.array();
  }

  private static IntBuffer integers(Tensor tensor) {
    IntBuffer values = IntBuffer.allocate((int) tensor.elements());
    tensor.buffer().read(0, values);
    return values.flip();
  }

  @Test
  void areLeftToTheHostWhereThatIsAskedFor() {
    DeviceOptions options = DeviceOptions.defaults().withImagesKept(false);
    try (BatchLoader loader = loader(AugmentationKind.NONE);
        Device device = new CudnnProvider().open(options)) {
      Tensor none = tensor(device, Space.RANDOM, Shape.of(2), 1);
      assertTrue(device.keep(loader.plan().orElseThrow().images(), none, none, none).isEmpty());
    }
  }
}
