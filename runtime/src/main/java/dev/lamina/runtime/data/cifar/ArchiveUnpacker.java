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
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Unpacks the archive of a CIFAR data set: the published files by their published names, each no
 * longer than published, and nothing else. The folder appears as a whole or not at all.
 */
final class ArchiveUnpacker {
  private static final int BETWEEN_FILES = 1 << 16;

  private final Set<String> seen = new HashSet<>();
  private final Path archive;
  private final Path temporary;
  private final CifarFormat format;
  private final String prefix;

  private ArchiveUnpacker(Path archive, Path temporary, CifarFormat format) {
    this.archive = archive;
    this.temporary = temporary;
    this.format = format;
    prefix = format.folder() + "/";
  }

  /**
   * Unpacks an archive.
   *
   * @param archive the archive
   * @param parent the folder in which the archive's folder appears
   * @param format of the data set
   * @throws UserError if the archive holds anything unexpected
   */
  static void unpack(Path archive, Path parent, CifarFormat format) throws IOException {
    Path temporary = parent.resolve("." + format.folder() + "." + UUID.randomUUID() + ".tmp");
    Files.createDirectory(temporary);
    try {
      new ArchiveUnpacker(archive, temporary, format).unpack();
      Files.move(temporary, parent.resolve(format.folder()), ATOMIC_MOVE);
    } finally {
      deleteFolder(temporary);
    }
  }

  private void unpack() throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        RationedStream bytes = new RationedStream(new GZIPInputStream(file), archive);
        TarArchiveInputStream tar = new TarArchiveInputStream(bytes)) {
      for (TarArchiveEntry entry = next(tar, bytes); entry != null; entry = next(tar, bytes)) {
        bytes.grant(entry.getSize() + BETWEEN_FILES);
        unpack(entry, tar);
      }
    }
    checkComplete();
  }

  /** Long names and the like are read into memory, and a few packed bytes can be very many. */
  private static TarArchiveEntry next(TarArchiveInputStream tar, RationedStream bytes)
      throws IOException {
    bytes.grant(BETWEEN_FILES);
    return tar.getNextEntry();
  }

  private void unpack(TarArchiveEntry entry, InputStream tar) throws IOException {
    if (!seen.add(entry.getName())) {
      throw new UserError("%s has an entry twice; fetch it again".formatted(archive));
    }
    if (isOther(entry)) {
      tar.transferTo(OutputStream.nullOutputStream());
    } else if (!isFolder(entry)) {
      copy(tar, fileName(entry));
    }
  }

  private boolean isFolder(TarArchiveEntry entry) {
    return entry.isDirectory() && entry.getSize() == 0 && entry.getName().equals(prefix);
  }

  private boolean isOther(TarArchiveEntry entry) {
    return format.otherFiles().stream().anyMatch(name -> isFile(entry, name));
  }

  private boolean isFile(TarArchiveEntry entry, String name) {
    return isPlain(entry) && entry.getName().equals(prefix + name);
  }

  private String fileName(TarArchiveEntry entry) {
    return format.fileNames().stream()
        .filter(name -> isFile(entry, name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "%s has an entry that %s's archive does not have, or longer; fetch it again"
                        .formatted(archive, format.title())));
  }

  // isFile() alone is also true of links, and a sparse file has more bytes than its size says.
  private boolean isPlain(TarArchiveEntry entry) {
    return entry.isFile()
        && !entry.isLink()
        && !entry.isSymbolicLink()
        && !entry.isSparse()
        && entry.getSize() <= fileLimit();
  }

  private long fileLimit() {
    return (long) format.trainingImages() / format.trainingFiles().size() * format.record();
  }

  private void copy(InputStream in, String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(temporary.resolve(name), CREATE_NEW, WRITE)) {
      in.transferTo(out);
    }
  }

  private void checkComplete() {
    for (String name : format.requiredFiles()) {
      if (!Files.exists(temporary.resolve(name))) {
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
