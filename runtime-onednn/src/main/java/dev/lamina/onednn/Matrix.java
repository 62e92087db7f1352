package dev.lamina.onednn;

import dev.lamina.onednn.primitive.DataType;
import dev.lamina.runtime.device.Bfloat16;
import dev.lamina.runtime.device.Tensor;
import java.nio.FloatBuffer;

/**
 * A copy, in Java, of a matrix in float32 with a row for each filter, for what is little enough to
 * be computed there. What kernels will read in bfloat16 can be rounded here, so that it is known
 * what they will make of it.
 */
final class Matrix {
  private final FloatBuffer memory;
  private final float[] values;
  private final int columns;

  private Matrix(FloatBuffer memory, int rows) {
    this.memory = memory;
    this.values = new float[memory.capacity()];
    this.columns = values.length / rows;
  }

  /** The copy of a tensor, whose first dimension is that of the rows. */
  static Matrix of(Tensor tensor, Workbench bench) {
    return new Matrix(bench.floats(tensor), tensor.shape().dim(0));
  }

  /** Copies from memory. */
  void read() {
    memory.get(0, values);
  }

  /** Rounds all numbers to what kernels read. */
  void round(DataType type) {
    if (type == DataType.BFLOAT16) {
      for (int i = 0; i < values.length; i++) {
        values[i] = Bfloat16.value(Bfloat16.of(values[i]));
      }
    }
  }

  /** Copies to memory. */
  void write() {
    memory.put(0, values);
  }

  float get(int row, int column) {
    return values[row * columns + column];
  }

  void put(int row, int column, float value) {
    values[row * columns + column] = value;
  }

  /** Makes a row that of a matrix of the same size, times a factor. */
  void put(int row, Matrix other, float factor) {
    int end = (row + 1) * columns;
    for (int i = row * columns; i < end; i++) {
      values[i] = other.values[i] * factor;
    }
  }

  /** The sum of a row's products with a vector. */
  double dot(int row, float[] vector) {
    double sum = 0;
    for (int i = 0; i < columns; i++) {
      sum += (double) values[row * columns + i] * vector[i];
    }
    return sum;
  }

  /** The sum of a row's products with that of a matrix of the same size. */
  double dot(int row, Matrix other) {
    double sum = 0;
    int end = (row + 1) * columns;
    for (int i = row * columns; i < end; i++) {
      sum += (double) values[i] * other.values[i];
    }
    return sum;
  }
}
