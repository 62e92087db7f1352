package dev.lamina.runtime.data.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.lamina.runtime.data.TestFiles;
import dev.lamina.runtime.data.random.RandomStream;
import dev.lamina.runtime.weights.TensorFile;
import org.junit.jupiter.api.Test;

/** Flip and resized crop against torchvision and Pillow, bit for bit, over all 24 crop sizes. */
class ResizedCropReferenceTest {
  private static final int SIDE = 32;
  private static final int BYTES = SIDE * SIDE * 3;

  @Test
  void flippedResizedCropsEqualPillowsToTheBit() {
    check(TestFiles.reference("resized-crop.safetensors"));
  }

  static void check(TensorFile file) {
    ImageScratch scratch = new ImageScratch(3, SIDE, SIDE);
    long[] boxes = file.tensor("box").toLongs();
    long[] flips = file.tensor("flip").toLongs();
    byte[] expected = new byte[BYTES];
    for (int i = 0; i < flips.length; i++) {
      file.tensor("image").bytes().get(i * BYTES, scratch.pixels(), 0, BYTES);
      new HorizontalFlip(flips[i]).apply(scratch, new RandomStream());
      box(scratch.box(), boxes, i * 4);
      scratch.resizeBox();
      file.tensor("output").bytes().get(i * BYTES, expected, 0, BYTES);
      assertArrayEquals(expected, scratch.pixels(), "case " + i);
    }
  }

  private static void box(CropBox box, long[] boxes, int at) {
    box.set((int) boxes[at], (int) boxes[at + 1], (int) boxes[at + 2], (int) boxes[at + 3]);
  }
}
