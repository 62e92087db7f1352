package dev.lamina.runtime.data.loader;

import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.augment.ImageScratch;
import dev.lamina.runtime.data.random.RandomStream;

/** Makes the examples of a batch: copy, augment, normalize. One object a worker thread. */
final class BatchFiller {
  private final ImageDataset dataset;
  private final EpochOrder order;
  private final LoaderConfig config;
  private final ImageScratch image;
  private final float[] values;
  private final RandomStream random = new RandomStream();

  BatchFiller(ImageDataset dataset, EpochOrder order, LoaderConfig config) {
    this.dataset = dataset;
    this.order = order;
    this.config = config;
    image = new ImageScratch(dataset.channels(), dataset.height(), dataset.width());
    values = new float[dataset.bytesPerImage()];
  }

  /** Fills a batch with its part of the epoch. */
  void fill(Batch batch, int epoch, int number) {
    int start = number * config.batchSize();
    int size = Math.min(config.batchSize(), order.size() - start);
    batch.begin(number, size);
    for (int position = 0; position < size; position++) {
      int index = order.index(start + position);
      prepare(epoch, index);
      batch.put(position, values, dataset.label(index));
    }
  }

  private void prepare(int epoch, int index) {
    dataset.copyPixels(index, image.pixels(), 0);
    random.seek(config.seed(), RandomStream.Purpose.AUGMENTATION, epoch, index);
    config.augmentation().apply(image, random);
    config.normalization().apply(image.pixels(), values.length, values);
  }
}
