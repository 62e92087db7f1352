package dev.lamina.runtime.data.image;

import dev.lamina.runtime.UserError;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads PNG and JPEG files, told apart by content and not by name. A file may be hostile: its size
 * in pixels is checked before anything is decoded, text and colour profiles beside the pixels are
 * not read. The orientation that a camera notes beside the pixels is therefore not followed.
 */
public final class ImageFile {
  /** The most pixels that are decoded: 32 megapixels. */
  public static final long MAX_PIXELS = 32_000_000;

  /** What a pixel takes while an image is decoded: once as Java has it, once as bytes. */
  public static final int BYTES_PER_PIXEL = 10;

  private static final long MEGA = 1_000_000;
  private static final Set<String> FORMATS = Set.of("png", "jpeg");

  private ImageFile() {}

  /**
   * Reads a file.
   *
   * @throws UserError if there is no such file, it is neither PNG nor JPEG, it has more than {@link
   *     #MAX_PIXELS} pixels or more than Java's memory has room for, or it is damaged
   */
  public static BufferedImage read(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new UserError("there is no file %s; give the path of an image".formatted(path));
    }
    try (ImageInputStream in = new FileImageInputStream(path.toFile())) {
      return decode(in, path);
    } catch (IOException e) {
      throw damaged(path, e);
    }
  }

  private static BufferedImage decode(ImageInputStream in, Path path) throws IOException {
    ImageReader reader = reader(in, path);
    try {
      reader.setInput(in, true, true);
      checkSize(reader.getWidth(0), reader.getHeight(0), path);
      if (format(reader).equals("jpeg")) {
        JpegScans.check(path);
      }
      return reader.read(0);
    } catch (UserError e) {
      throw e;
    } catch (RuntimeException e) {
      // The JDK's decoders answer some damages with an index out of bounds or worse.
      throw damaged(path, e);
    } finally {
      reader.dispose();
    }
  }

  private static ImageReader reader(ImageInputStream in, Path path) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMATS.contains(format(reader))) {
        return reader;
      }
    }
    throw new UserError("%s is neither a PNG nor a JPEG image; convert it".formatted(path));
  }

  private static String format(ImageReader reader) throws IOException {
    return reader.getFormatName().toLowerCase(Locale.ROOT);
  }

  private static void checkSize(int width, int height, Path path) {
    long affordable = Runtime.getRuntime().maxMemory() / 2 / BYTES_PER_PIXEL;
    long most = Math.min(MAX_PIXELS, affordable);
    if ((long) width * height > most) {
      throw new UserError(
          "%s has %d x %d pixels, more than %d million; make it smaller%s"
              .formatted(
                  path,
                  width,
                  height,
                  most / MEGA,
                  most < MAX_PIXELS ? ", or give Java more memory (-Xmx)" : ""));
    }
  }

  private static UserError damaged(Path path, Exception e) {
    String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    return new UserError(
        "cannot decode %s: %s; give another file"
            .formatted(path, reason.lines().findFirst().orElse("")),
        e);
  }
}
