package dev.lamina.runtime.log.picture;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A confusion matrix: a row for every true class, a column for every predicted one, in the order of
 * the classes. The darker a square, the greater its part of its row.
 */
public final class ConfusionPicture {
  private static final int WHITE = 0xffffff;
  private static final int INK = 0x0f172a;
  private static final int DARKEST = 0x1e3a8a;
  private static final int SCALE = 2;
  private static final int GAP = 8;
  private static final int NUMBERED_CELL = 52;
  private static final int PLAIN_CELL = 8;
  private static final int MOST_NUMBERED = 20;
  private static final int SHORT_NAME = 5;

  private final int[][] counts;
  private final List<String> classNames;
  private final int cell;
  private final int margin;

  private ConfusionPicture(int[][] counts, List<String> classNames) {
    this.counts = counts;
    this.classNames = classNames;
    boolean numbered = counts.length <= MOST_NUMBERED;
    cell = numbered ? NUMBERED_CELL : PLAIN_CELL;
    margin = numbered ? GAP + SCALE * widestName() + GAP : GAP;
  }

  /**
   * Draws a matrix; with more than {@value #MOST_NUMBERED} classes there is room for the squares
   * only, not for names and counts.
   *
   * @param counts [true class][predicted class]
   */
  public static Picture of(int[][] counts, List<String> classNames) {
    return new ConfusionPicture(counts, classNames).draw();
  }

  private int widestName() {
    return classNames.stream().mapToInt(PixelFont::width).max().orElse(0);
  }

  private Picture draw() {
    int top = header();
    int side = counts.length * cell;
    Picture picture = new Picture(margin + side + GAP, top + side + GAP);
    picture.fill(0, 0, picture.width(), picture.height(), WHITE);
    for (int row = 0; row < counts.length; row++) {
      row(picture, row, top + row * cell);
    }
    if (cell == NUMBERED_CELL) {
      IntStream.range(0, counts.length).forEach(i -> name(picture, i, top));
    }
    return picture;
  }

  private int header() {
    return cell == NUMBERED_CELL ? GAP + SCALE * PixelFont.HEIGHT + GAP : GAP;
  }

  private void row(Picture picture, int row, int top) {
    int total = Math.max(1, IntStream.of(counts[row]).sum());
    for (int column = 0; column < counts.length; column++) {
      int count = counts[row][column];
      double part = (double) count / total;
      int left = margin + column * cell;
      picture.fill(left, top, cell - 1, cell - 1, shade(part));
      if (cell == NUMBERED_CELL) {
        centred(picture, String.valueOf(count), left, top, part > 0.5 ? WHITE : INK);
      }
    }
  }

  private void centred(Picture picture, String text, int left, int top, int colour) {
    int x = left + (cell - SCALE * PixelFont.width(text)) / 2;
    int y = top + (cell - SCALE * PixelFont.HEIGHT) / 2;
    PixelFont.write(picture, text, x, y, SCALE, colour);
  }

  private void name(Picture picture, int index, int top) {
    String name = classNames.get(index);
    int y = top + index * cell + (cell - SCALE * PixelFont.HEIGHT) / 2;
    PixelFont.write(picture, name, GAP, y, SCALE, INK);
    String brief = name.substring(0, Math.min(SHORT_NAME, name.length()));
    PixelFont.write(picture, brief, margin + index * cell, GAP, SCALE, INK);
  }

  /** Between white and the darkest colour; the root makes few mistakes visible. */
  private static int shade(double part) {
    double weight = Math.sqrt(part);
    int colour = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int dark = (DARKEST >> shift) & 0xff;
      colour |= (int) Math.round(255 + (dark - 255) * weight) << shift;
    }
    return colour;
  }
}
