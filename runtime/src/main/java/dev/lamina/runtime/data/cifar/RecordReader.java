package dev.lamina.runtime.data.cifar;

import static dev.lamina.runtime.data.cifar.Cifar10Format.CHANNELS;
import static dev.lamina.runtime.data.cifar.Cifar10Format.PIXELS;
import static dev.lamina.runtime.data.cifar.Cifar10Format.PLANE;
import static dev.lamina.runtime.data.cifar.Cifar10Format.RECORD;
import static dev.lamina.runtime.data.cifar.Cifar10Format.SIDE;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.InMemoryDataset;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Collects records from one stream after another into a data set. */
final class RecordReader {
  private final List<String> classNames;
  private final byte[] labels;
  private final byte[] pixels;
  private final byte[] record = new byte[RECORD];
  private int count;

  /**
   * Room for a known number of images.
   *
   * @param classNames the classes
   * @param capacity how many records will come, over all streams
   */
  RecordReader(List<String> classNames, int capacity) {
    this.classNames = classNames;
    labels = new byte[capacity];
    pixels = new byte[Math.multiplyExact(capacity, PIXELS)];
  }

  /**
   * Reads records.
   *
   * @param in where from
   * @param records how many
   * @param name the file's name, for messages
   * @throws UserError if the stream ends early or a label is not a class
   */
  void read(InputStream in, int records, String name) throws IOException {
    for (int i = 0; i < records; i++) {
      if (in.readNBytes(record, 0, RECORD) < RECORD) {
        throw new UserError(
            "%s ends in record %d of %d; fetch it again".formatted(name, i, records));
      }
      checkLabel(name, i);
      add();
    }
  }

  private void checkLabel(String name, int number) {
    int label = Byte.toUnsignedInt(record[0]);
    if (label >= classNames.size()) {
      throw new UserError(
          ("%s: record %d has label %d, but labels go from 0 to %d; "
                  + "the file is damaged or not CIFAR-10's binary version")
              .formatted(name, number, label, classNames.size() - 1));
    }
  }

  private void add() {
    labels[count] = record[0];
    int start = count * PIXELS;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = 1 + channel * PLANE;
      for (int i = 0; i < PLANE; i++) {
        pixels[start + i * CHANNELS + channel] = record[plane + i];
      }
    }
    count++;
  }

  /** Returns the data set of all records read; this reader must not be used after. */
  InMemoryDataset dataset() {
    return new InMemoryDataset(CHANNELS, SIDE, SIDE, classNames, labels, pixels);
  }
}
