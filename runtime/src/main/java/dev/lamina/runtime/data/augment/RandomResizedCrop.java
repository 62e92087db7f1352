package dev.lamina.runtime.data.augment;

import dev.lamina.runtime.data.random.RandomStream;

/**
 * Cuts out a random rectangle and resizes it, bilinearly, to the image's size.
 *
 * <p>The rectangle is drawn as torchvision's {@code RandomResizedCrop} does: its area uniform in
 * {@code scale}, its aspect ratio (width over height) log-uniform in {@code ratio}, its sides
 * rounded half to even, its place uniform among those inside the image. If ten drawn rectangles do
 * not fit, it is the largest central one whose aspect ratio is in range.
 */
public final class RandomResizedCrop implements Augmentation {
  private static final int ATTEMPTS = 10;

  private final double scaleLow;
  private final double scaleHigh;
  private final double ratioLow;
  private final double ratioHigh;
  private final double logRatioLow;
  private final double logRatioHigh;

  /**
   * A crop.
   *
   * @param scaleLow least area, as a part of the image's, above 0
   * @param scaleHigh greatest area, as a part of the image's
   * @param ratioLow least width over height, above 0
   * @param ratioHigh greatest width over height
   */
  public RandomResizedCrop(double scaleLow, double scaleHigh, double ratioLow, double ratioHigh) {
    checkRange("scale", scaleLow, scaleHigh);
    checkRange("ratio", ratioLow, ratioHigh);
    this.scaleLow = scaleLow;
    this.scaleHigh = scaleHigh;
    this.ratioLow = ratioLow;
    this.ratioHigh = ratioHigh;
    logRatioLow = Math.log(ratioLow);
    logRatioHigh = Math.log(ratioHigh);
  }

  private static void checkRange(String what, double low, double high) {
    if (!(low > 0 && high >= low && high < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "%s must be a positive range, is %s .. %s".formatted(what, low, high));
    }
  }

  @Override
  public void apply(ImageScratch image, RandomStream random) {
    drawBox(image.height(), image.width(), random, image.box());
    image.resizeBox();
  }

  @Override
  public boolean place(Placement placement, RandomStream random) {
    drawBox(placement.height(), placement.width(), random, placement.box());
    return placement.crop();
  }

  void drawBox(int imageHeight, int imageWidth, RandomStream random, CropBox box) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double area = imageHeight * imageWidth * random.uniform(scaleLow, scaleHigh);
      double ratio = Math.exp(random.uniform(logRatioLow, logRatioHigh));
      int width = (int) Math.rint(Math.sqrt(area * ratio));
      int height = (int) Math.rint(Math.sqrt(area / ratio));
      if (fits(width, imageWidth) && fits(height, imageHeight)) {
        int top = random.nextInt(imageHeight - height + 1);
        box.set(top, random.nextInt(imageWidth - width + 1), height, width);
        return;
      }
    }
    centralBox(imageHeight, imageWidth, box);
  }

  private static boolean fits(int side, int imageSide) {
    return side > 0 && side <= imageSide;
  }

  private void centralBox(int imageHeight, int imageWidth, CropBox box) {
    double imageRatio = (double) imageWidth / imageHeight;
    int height = imageHeight;
    int width = imageWidth;
    if (imageRatio < ratioLow) {
      height = (int) Math.rint(imageWidth / ratioLow);
    } else if (imageRatio > ratioHigh) {
      width = (int) Math.rint(imageHeight * ratioHigh);
    }
    box.set((imageHeight - height) / 2, (imageWidth - width) / 2, height, width);
  }
}
