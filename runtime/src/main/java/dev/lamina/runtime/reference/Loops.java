package dev.lamina.runtime.reference;

/** The inner loops that several kernels share. */
final class Loops {

  private Loops() {}

  /** {@code y += factor x} over so many elements. */
  static void addScaled(double factor, double[] x, int xAt, double[] y, int yAt, int length) {
    for (int i = 0; i < length; i++) {
      y[yAt + i] += factor * x[xAt + i];
    }
  }

  /** The scalar product of so many elements. */
  static double dot(double[] a, int aAt, double[] b, int bAt, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aAt + i] * b[bAt + i];
    }
    return sum;
  }

  /** Sets every row of {@code y}, as long as {@code row}, to {@code row}. */
  static void fillRows(Reals row, Reals y) {
    for (int i = 0; i < y.length(); i += row.length()) {
      System.arraycopy(row.data(), row.at(), y.data(), y.at() + i, row.length());
    }
  }

  /** Sets {@code sum} to the sum of the rows of {@code y}, which are as long as {@code sum}. */
  static void sumRows(Reals y, Reals sum) {
    sum.fill(0);
    for (int i = 0; i < y.length(); i += sum.length()) {
      addScaled(1, y.data(), y.at() + i, sum.data(), sum.at(), sum.length());
    }
  }
}
