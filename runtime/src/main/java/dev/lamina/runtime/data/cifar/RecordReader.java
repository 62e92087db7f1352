package dev.lamina.runtime.data.cifar;

import static dev.lamina.runtime.data.cifar.CifarFormat.CHANNELS;
import static dev.lamina.runtime.data.cifar.CifarFormat.PIXELS;
import static dev.lamina.runtime.data.cifar.CifarFormat.PLANE;
import static dev.lamina.runtime.data.cifar.CifarFormat.SIDE;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.InMemoryDataset;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Collects records from one stream after another into a data set. */
final class RecordReader {
  private final CifarFormat format;
  private final List<String> classNames;
  private final byte[] labels;
  private final byte[] pixels;
  private final byte[] record;
  private int count;

  /**
   * Room for a known number of images.
   *
   * @param format of the records
   * @param classNames the classes
   * @param capacity how many records will come, over all streams
   */
  RecordReader(CifarFormat format, List<String> classNames, int capacity) {
    this.format = format;
    this.classNames = classNames;
    record = new byte[format.record()];
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
      if (in.readNBytes(record, 0, record.length) < record.length) {
        throw new UserError(
            "%s ends in record %d of %d; fetch it again".formatted(name, i, records));
      }
      checkLabel(name, i);
      add();
    }
  }

  private void checkLabel(String name, int number) {
    int label = Byte.toUnsignedInt(label());
    if (label >= classNames.size()) {
      throw new UserError(
          ("%s: record %d has label %d, but labels go from 0 to %d; "
                  + "the file is damaged or not %s's binary version")
              .formatted(name, number, label, classNames.size() - 1, format.title()));
    }
  }

  private byte label() {
    return record[format.labelBytes() - 1];
  }

  private void add() {
    labels[count] = label();
    int start = count * PIXELS;
    for (int channel = 0; channel < CHANNELS; channel++) {
      int plane = format.labelBytes() + channel * PLANE;
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
