package dev.lamina.runtime.training;

import dev.lamina.runtime.data.ImageDataset;
import java.util.zip.CRC32C;

/** A checksum over pixels and labels, by which a resumed run knows its images again. */
final class ImageChecksum {

  private ImageChecksum() {}

  /**
   * Goes once over all pixels.
   *
   * @param indices of the images, in their order
   * @return CRC-32C, hexadecimal
   */
  static String of(ImageDataset images, int[] indices) {
    CRC32C sum = new CRC32C();
    byte[] pixels = new byte[images.bytesPerImage()];
    for (int index : indices) {
      images.copyPixels(index, pixels, 0);
      sum.update(pixels);
      sum.update(images.label(index));
    }
    return Long.toHexString(sum.getValue());
  }
}
