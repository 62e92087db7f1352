package dev.lamina.benchmarks.host;

import dev.lamina.runtime.data.Normalization;
import dev.lamina.runtime.data.augment.Augmentation;
import dev.lamina.runtime.data.augment.ImageScratch;
import dev.lamina.runtime.data.loader.Batch;
import dev.lamina.runtime.data.loader.BatchLoader;
import dev.lamina.runtime.data.loader.LoaderConfig;
import dev.lamina.runtime.data.random.RandomStream;
import java.util.Collections;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What comes before a training step: a batch of 128 images, augmented, and assembled. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {
  private static final long SEED = 42;

  /** The recipes' augmentations, and none. */
  @Param({"NONE", "FLIP_AND_RESIZED_CROP", "FLIP_AND_PADDED_CROP"})
  public String augmentation;

  private final RandomImages images = new RandomImages();
  private final ImageScratch scratch =
      new ImageScratch(images.channels(), images.height(), images.width());
  private final RandomStream random = new RandomStream();
  private Augmentation change;
  private BatchLoader loader;
  private Iterator<Batch> batches = Collections.emptyIterator();
  private int epoch;

  /** Starts the loader, whose one thread works ahead. */
  @Setup
  public void open() {
    change =
        switch (augmentation) {
          case "NONE" -> Augmentation.none();
          case "FLIP_AND_RESIZED_CROP" -> Augmentation.flipAndResizedCrop();
          case "FLIP_AND_PADDED_CROP" -> Augmentation.flipAndPaddedCrop();
          default -> throw new IllegalArgumentException(augmentation);
        };
    LoaderConfig config = LoaderConfig.training(RandomImages.BATCH, SEED, Normalization.cifar10());
    loader = BatchLoader.open(images, config.withAugmentation(change));
  }

  /** Ends the loader's thread. */
  @TearDown
  public void close() {
    loader.close();
  }

  /** Copies and augments 128 images. */
  @Benchmark
  public byte[] augment() {
    for (int i = 0; i < RandomImages.BATCH; i++) {
      images.copyPixels(i, scratch.pixels(), 0);
      random.seek(SEED, RandomStream.Purpose.AUGMENTATION, 0, i);
      change.apply(scratch, random);
    }
    return scratch.pixels();
  }

  /** The next batch of the loader: copied, augmented, normalized. */
  @Benchmark
  public Batch assemble() {
    if (!batches.hasNext()) {
      batches = loader.epoch(epoch++).iterator();
    }
    return batches.next();
  }
}
