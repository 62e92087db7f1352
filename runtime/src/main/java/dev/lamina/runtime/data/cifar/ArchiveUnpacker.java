package dev.lamina.runtime.data.cifar;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lamina.runtime.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks {@code cifar-10-binary.tar.gz}: the published files by their published names, each no
 * longer than published, and nothing else. The folder appears as a whole or not at all.
 */
final class ArchiveUnpacker {
  private static final long FILE_LIMIT =
      (long) Cifar10Format.RECORDS_PER_FILE * Cifar10Format.RECORD;
  private static final String FOLDER_PREFIX = Cifar10Format.FOLDER + "/";

  /** In the archive, but of no use here. */
  private static final String README = "readme.html";

  private final Path archive;
  private final Path temporary;

  private ArchiveUnpacker(Path archive, Path temporary) {
    this.archive = archive;
    this.temporary = temporary;
  }

  /**
   * Unpacks an archive.
   *
   * @param archive the archive
   * @param parent the folder in which {@code cifar-10-batches-bin} appears
   * @throws UserError if the archive holds anything unexpected
   */
  static void unpack(Path archive, Path parent) throws IOException {
    Path temporary = parent.resolve("." + Cifar10Format.FOLDER + "." + UUID.randomUUID() + ".tmp");
    Files.createDirectory(temporary);
    try {
      new ArchiveUnpacker(archive, temporary).unpack();
      Files.move(temporary, parent.resolve(Cifar10Format.FOLDER), ATOMIC_MOVE);
    } finally {
      deleteFolder(temporary);
    }
  }

  private void unpack() throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (!isFolder(entry) && !isReadme(entry)) {
          copy(tar, fileName(entry));
        }
      }
    }
    checkComplete();
  }

  private static boolean isFolder(TarArchiveEntry entry) {
    return entry.isDirectory() && entry.getName().equals(FOLDER_PREFIX);
  }

  private static boolean isReadme(TarArchiveEntry entry) {
    return isPlain(entry) && entry.getName().equals(FOLDER_PREFIX + README);
  }

  private String fileName(TarArchiveEntry entry) {
    List<String> expected = Cifar10Format.fileNames();
    for (String name : expected) {
      if (isPlain(entry) && entry.getName().equals(FOLDER_PREFIX + name)) {
        return name;
      }
    }
    throw new UserError(
        "%s has an entry that CIFAR-10's archive does not have, or longer; fetch it again"
            .formatted(archive));
  }

  // isFile() alone is also true of links, and a sparse file has more bytes than its size says.
  private static boolean isPlain(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && !entry.isSparse()
        && entry.getSize() <= FILE_LIMIT;
  }

  private void copy(InputStream in, String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(temporary.resolve(name), CREATE_NEW, WRITE)) {
      in.transferTo(out);
    }
  }

  private void checkComplete() {
    for (String name : Cifar10Format.fileNames()) {
      if (!name.equals(Cifar10Format.CLASS_NAMES_FILE) && !Files.exists(temporary.resolve(name))) {
        throw new UserError("%s lacks %s; fetch it again".formatted(archive, name));
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
