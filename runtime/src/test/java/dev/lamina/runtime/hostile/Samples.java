package dev.lamina.runtime.hostile;

import dev.lamina.runtime.training.StateSamples;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.weights.pytorch.PyTorchArchive;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Sound files to begin with. */
final class Samples {
  private static final String FOLDER = "cifar-100-binary/";

  private Samples() {}

  static List<byte[]> safetensors() throws IOException {
    Path file = Files.createTempFile("sample", ".safetensors");
    try {
      Map<String, Tensor> tensors =
          Map.of(
              "conv.weight", Tensor.ofFloats(List.of(2, 3), 1, 2, 3, 4, 5, 6),
              "steps", Tensor.ofLongs(List.of(), 7),
              "none", Tensor.ofBytes(List.of(0)));
      SafeTensors.write(file, new TensorFile(tensors, Map.of("classes", "cat\ndog")));
      return List.of(Files.readAllBytes(file));
    } finally {
      Files.delete(file);
    }
  }

  static List<byte[]> resources(String... names) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (String name : names) {
      try (InputStream in = PyTorchArchive.class.getResourceAsStream(name)) {
        all.add(in.readAllBytes());
      }
    }
    return all;
  }

  /** Images whose labels are all 3. */
  static byte[] records(int bytes, int count) {
    byte[] records = new byte[bytes * count];
    Arrays.fill(records, (byte) 3);
    return records;
  }

  static byte[] classNames() {
    return IntStream.range(0, 100)
        .mapToObj("class %d\n"::formatted)
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] marked(int mark, byte[] bytes) {
    byte[] all = new byte[bytes.length + 1];
    all[0] = (byte) mark;
    System.arraycopy(bytes, 0, all, 1, bytes.length);
    return all;
  }

  static byte[] rest(byte[] marked) {
    return Arrays.copyOfRange(marked, Math.min(1, marked.length), marked.length);
  }

  /** A sound archive, and ones with entries of every kind that there should not be. */
  static List<byte[]> archives() throws IOException {
    List<byte[]> all = new ArrayList<>();
    all.add(archive(new TarArchiveEntry(FOLDER)));
    all.add(archive(new TarArchiveEntry("../outside")));
    all.add(archive(new TarArchiveEntry(FOLDER + "readme.html")));
    all.add(archive(new TarArchiveEntry(FOLDER + "x".repeat(300))));
    TarArchiveEntry link = new TarArchiveEntry(FOLDER + "readme.html", (byte) '2');
    link.setLinkName("/etc/passwd");
    all.add(archive(link));
    return all;
  }

  private static byte[] archive(TarArchiveEntry first) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
      tar.putArchiveEntry(first);
      tar.closeArchiveEntry();
      put(tar, "train.bin", records(3074, 1));
      put(tar, "test.bin", records(3074, 1));
      put(tar, "fine_label_names.txt", classNames());
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, String name, byte[] bytes)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(FOLDER + name);
    entry.setSize(bytes.length);
    tar.putArchiveEntry(entry);
    tar.write(bytes);
    tar.closeArchiveEntry();
  }

  static List<byte[]> images() throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_INT_ARGB
        }) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(picture(type), "png", bytes);
      all.add(bytes.toByteArray());
    }
    all.add(jpeg(BufferedImage.TYPE_INT_RGB, false));
    all.add(jpeg(BufferedImage.TYPE_BYTE_GRAY, false));
    all.add(jpeg(BufferedImage.TYPE_INT_RGB, true));
    return all;
  }

  private static BufferedImage picture(int type) {
    BufferedImage image = new BufferedImage(19, 13, type);
    for (int x = 0; x < 19; x++) {
      image.setRGB(x, x % 13, 0xff000000 | 0x10203 * x);
    }
    return image;
  }

  static byte[] jpeg(int type, boolean progressive) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (progressive) {
        parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
      }
      writer.write(null, new IIOImage(picture(type), null, null), parameters);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  static List<byte[]> states() {
    return StateSamples.json().stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
  }

  static List<byte[]> metrics() {
    String line =
        "{\"epoch\":%d,\"lr\":%s,\"train_loss\":1.5,\"train_acc\":0.5,\"val_loss\":1.25,"
            + "\"val_acc\":0.625,\"best\":%s,\"seconds\":2.5,\"images_per_second\":1000.0}\n";
    String text = line.formatted(1, 0.1, true) + line.formatted(2, 0.001, false);
    return List.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
