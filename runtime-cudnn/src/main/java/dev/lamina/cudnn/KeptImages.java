package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Address;
import dev.lamina.cudnn.cuda.Arguments;
import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.runtime.device.ImageBatches;
import dev.lamina.runtime.device.ImageSet;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;

/** Images in the GPU's memory, and the kernel of {@code images.cu} that makes batches of them. */
final class KeptImages implements ImageBatches {
  /** Images that are copied at once. */
  private static final int PIECE = 256;

  private final GpuContext context;
  private final CudnnBuffer pixels;
  private final CudnnBuffer labels;
  private final CudnnBuffer values;
  private final CudnnBuffer cover;
  private final CudnnBuffer rows;
  private final CudnnBuffer columns;
  private final CudnnBuffer plan;
  private final Kernel kernel;

  private KeptImages(
      GpuContext context, ImageSet images, Tensor input, Arguments batch, Workbench bench) {
    this.context = context;
    pixels = allocate(StorageType.BYTE, images.count() * images.shape().elements());
    labels = allocate(StorageType.INT32, images.count());
    values = allocate(StorageType.FLOAT32, images.values().limit());
    cover = allocate(StorageType.BYTE, images.cover().limit());
    rows = allocate(StorageType.INT32, images.rows().limit());
    columns = allocate(StorageType.INT32, images.columns().limit());
    plan = allocate(StorageType.INT32, 1L + (long) ImageSet.ROW * images.epochRows());
    fill(images);
    kernel = kernel(images, input, batch, bench);
  }

  /**
   * Takes images into memory.
   *
   * @param input where the images of a batch go
   * @param to where the labels go
   * @param random two integers, the second of which is the number of the step
   */
  static KeptImages of(
      GpuContext context,
      ImageSet images,
      Tensor input,
      Tensor to,
      Tensor random,
      Workbench bench) {
    Arguments batch =
        new Arguments()
            .address(bench.address(input))
            .address(bench.address(to))
            .address(bench.address(random));
    return new KeptImages(context, images, input, batch, bench);
  }

  private CudnnBuffer allocate(StorageType type, long elements) {
    return CudnnBuffer.allocate(context, type, elements, "training images");
  }

  private void fill(ImageSet images) {
    long perImage = images.shape().elements();
    ByteBuffer piece = ByteBuffer.allocate(Math.toIntExact(PIECE * perImage));
    IntBuffer all = IntBuffer.allocate(images.count());
    for (int i = 0; i < images.count(); i++) {
      piece.put(images.pixels().apply(i));
      all.put(images.label().applyAsInt(i));
      if (!piece.hasRemaining() || i == images.count() - 1) {
        long start = (i + 1) * perImage - piece.position();
        pixels.write(start, piece.flip());
        piece.clear();
      }
    }
    labels.write(0, all.flip());
    values.write(0, images.values().duplicate());
    cover.write(0, images.cover().duplicate());
    rows.write(0, images.rows().duplicate());
    columns.write(0, images.columns().duplicate());
  }

  private Kernel kernel(ImageSet images, Tensor input, Arguments batch, Workbench bench) {
    for (CudnnBuffer buffer :
        new CudnnBuffer[] {plan, pixels, labels, values, cover, rows, columns}) {
      batch.address(start(buffer));
    }
    int elements = bench.count(input);
    batch
        .integer(elements)
        .integer(input.batch())
        .integer(images.shape().channels())
        .integer(images.shape().height())
        .integer(images.shape().width());
    return GpuKernel.own(bench.elementwise("batchOfImages", elements, batch));
  }

  private static Address start(CudnnBuffer buffer) {
    return buffer.address(0);
  }

  @Override
  public void plan(int firstStep, IntBuffer rowsOfEpoch) {
    plan.write(1, rowsOfEpoch);
    plan.write(0, IntBuffer.wrap(new int[] {firstStep}));
  }

  @Override
  public Kernel kernel() {
    return new NamedKernel(context, "batch of training images", kernel);
  }
}
