package dev.lamina.runtime.data.image;

import dev.lamina.runtime.data.augment.BilinearResize;
import dev.lamina.runtime.data.augment.CropBox;
import java.awt.image.BufferedImage;

/**
 * Brings colour images of any size to one size: the largest part of the size's aspect ratio is cut
 * out of the middle, and resized bilinearly with antialiasing.
 *
 * @param height in pixels, positive
 * @param width in pixels, positive
 */
public record ImageFit(int height, int width) {
  private static final int CHANNELS = 3;

  /** Returns 3 x height x width unsigned bytes, interleaved (height, width, channel). */
  public byte[] apply(BufferedImage image) {
    byte[] fitted = new byte[CHANNELS * height * width];
    CropBox box = middle(image.getHeight(), image.getWidth());
    new BilinearResize(CHANNELS, height, width)
        .apply(Pixels.rgb(image), image.getWidth(), box, fitted);
    return fitted;
  }

  private CropBox middle(int imageHeight, int imageWidth) {
    int boxWidth = Math.min(imageWidth, scaled(imageHeight, width, height));
    int boxHeight = Math.min(imageHeight, scaled(imageWidth, height, width));
    CropBox box = new CropBox();
    box.set((imageHeight - boxHeight) / 2, (imageWidth - boxWidth) / 2, boxHeight, boxWidth);
    return box;
  }

  private static int scaled(int length, int numerator, int denominator) {
    long scaled = Math.round((double) length * numerator / denominator);
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, scaled));
  }
}
