package dev.lamina.runtime.checkpoint;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.AtomicFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The folder that a run writes to, locked for as long as the run goes on. The system releases the
 * lock when the process ends, however it ends.
 */
public final class OutputFolder implements AutoCloseable {
  private static final String LOCK = ".lamina.lock";

  // Of this process. Opening and closing a locked file once more would unlock it on POSIX systems.
  private static final Set<Path> CLAIMED = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private OutputFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Makes a folder where there is none, tries to write a file in it, and locks it.
   *
   * @return to be closed when the run is over
   * @throws UserError if another run has locked it, or it cannot be written to
   */
  public static OutputFolder claim(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".lamina", ".tmp"));
      Path real = folder.toRealPath();
      return lock(real).orElseThrow(() -> inUse(folder));
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  private static UserError cannotWrite(Path folder, IOException e) {
    return new UserError(
        "cannot write to the output folder %s (%s); give another one"
            .formatted(folder, e.getClass().getSimpleName()),
        e);
  }

  private static UserError inUse(Path folder) {
    return new UserError(
        "another training is writing to %s; wait for its end, or give another folder"
            .formatted(folder));
  }

  private static Optional<OutputFolder> lock(Path folder) throws IOException {
    if (!CLAIMED.add(folder)) {
      return Optional.empty();
    }
    Optional<OutputFolder> claimed = Optional.empty();
    try {
      claimed = lockFile(folder);
      return claimed;
    } finally {
      if (claimed.isEmpty()) {
        CLAIMED.remove(folder);
      }
    }
  }

  private static Optional<OutputFolder> lockFile(Path folder) throws IOException {
    FileChannel channel = FileChannel.open(folder.resolve(LOCK), CREATE, WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      return Optional.ofNullable(lock).map(held -> new OutputFolder(folder, channel));
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /** Removes the half of a file that a killed run left. */
  public void deleteLeftovers() {
    try {
      AtomicFile.deleteLeftovers(folder);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  /** Lets others write to the folder. The file that carried the lock stays. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UserError("cannot unlock the output folder %s: %s".formatted(folder, e), e);
    } finally {
      CLAIMED.remove(folder);
    }
  }
}
