package dev.lamina.runtime.weights;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Writes files that are either there, whole, or not there: into a temporary file in the same
 * folder, forced to disk, then renamed. A crash leaves the old file as it was.
 */
public final class AtomicFile {
  private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[-0-9a-f]{36}\\.tmp");

  /** What writes the contents. */
  @FunctionalInterface
  public interface Contents {
    /** Writes everything to an empty file. */
    void writeTo(FileChannel channel) throws IOException;
  }

  private AtomicFile() {}

  /** Writes a file of text, in UTF-8, as {@link #write(Path, Contents)}. */
  public static void write(Path path, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    write(
        path,
        channel -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        });
  }

  /**
   * Writes a file, replacing one that is there. Missing parent folders are made.
   *
   * @param path the file
   * @param contents writes the contents
   * @throws IOException if writing or renaming fails; the temporary file is then gone
   */
  public static void write(Path path, Contents contents) throws IOException {
    Path target = path.toAbsolutePath();
    Path folder = target.getParent();
    Files.createDirectories(folder);
    // Not Files.createTempFile: that makes files which only the owner may read.
    Path temporary = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(temporary, CREATE_NEW, WRITE)) {
        contents.writeTo(channel);
        channel.force(true);
      }
      Files.move(temporary, target, ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /**
   * Deletes the temporary files that killed processes left in a folder.
   *
   * @param folder where nobody is writing such files at the moment
   */
  public static void deleteLeftovers(Path folder) throws IOException {
    List<Path> leftovers;
    try (Stream<Path> files = Files.list(folder)) {
      leftovers = files.filter(AtomicFile::isTemporary).toList();
    }
    for (Path file : leftovers) {
      Files.deleteIfExists(file);
    }
  }

  private static boolean isTemporary(Path file) {
    return TEMPORARY.matcher(file.getFileName().toString()).matches();
  }
}
