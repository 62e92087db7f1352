package dev.lamina.runtime.data.loader;

import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.BilinearResize;
import dev.lamina.runtime.data.augment.Placement;
import dev.lamina.runtime.data.random.RandomStream;
import dev.lamina.runtime.device.ImageSet;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Optional;

/**
 * What the batches of an epoch hold, in numbers instead of pixels, for a device that has the images
 * in its memory: the same images in the same order with the same draws as a loader's.
 */
public final class EpochPlan {
  private static final int VALUES = 256;

  private final ImageDataset dataset;
  private final int[] indices;
  private final int[] places;
  private final EpochOrder order;
  private final LoaderConfig config;
  private final int rows;
  private final Placement placement;
  private final RandomStream random = new RandomStream();
  private final IntBuffer plan;

  private EpochPlan(ImageDataset dataset, int[] indices, LoaderConfig config, int rows) {
    this.dataset = dataset;
    this.indices = indices;
    this.config = config;
    this.rows = rows;
    order = new EpochOrder(indices, config.shuffle(), config.seed());
    placement = new Placement(dataset.height(), dataset.width());
    plan = IntBuffer.allocate(Math.multiplyExact(rows, ImageSet.ROW));
    places = new int[dataset.size()];
    for (int i = 0; i < indices.length; i++) {
      places[indices[i]] = i;
    }
  }

  /** The plan of a loader's epochs, empty if numbers cannot say what its augmentation does. */
  static Optional<EpochPlan> of(
      ImageDataset dataset, int[] indices, LoaderConfig config, int rows) {
    EpochPlan plan = new EpochPlan(dataset, indices, config, rows);
    return plan.place(0, indices[0]) ? Optional.of(plan) : Optional.empty();
  }

  private boolean place(int epoch, int index) {
    placement.clear();
    random.seek(config.seed(), RandomStream.Purpose.AUGMENTATION, epoch, index);
    return config.augmentation().place(placement, random);
  }

  /** What a device has to know before the first epoch. */
  public ImageSet images() {
    return new ImageSet(
        indices.length,
        Shape.of(dataset.channels(), dataset.height(), dataset.width()),
        this::pixels,
        i -> dataset.label(indices[i]),
        FloatBuffer.wrap(values()),
        ByteBuffer.wrap(placement.colour()),
        weights(dataset.height()),
        weights(dataset.width()),
        rows);
  }

  private IntBuffer weights(int side) {
    return IntBuffer.wrap(placement.resizes() ? BilinearResize.enlarging(side) : new int[0]);
  }

  private byte[] pixels(int i) {
    byte[] pixels = new byte[dataset.bytesPerImage()];
    dataset.copyPixels(indices[i], pixels, 0);
    return pixels;
  }

  private float[] values() {
    Normalization normalization = config.normalization();
    float[] values = new float[VALUES * normalization.channels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = normalization.value(i / VALUES, i % VALUES);
    }
    return values;
  }

  /** The rows of an epoch; good until the next call. */
  public IntBuffer rows(int epoch) {
    order.start(epoch);
    plan.clear();
    for (int i = 0; i < rows; i++) {
      int index = order.index(i);
      place(epoch, index);
      plan.put(places[index]);
      placement.write(plan);
    }
    return plan.flip();
  }
}
