package dev.lamina.runtime.data.folder;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.image.ImageFile;
import dev.lamina.runtime.data.image.ImageFit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Image files with labels, not decoded yet.
 *
 * @param files the images
 * @param labels of each file its class, a position in the list of names
 * @param classNames all classes
 */
record ImageFiles(List<Path> files, List<Integer> labels, List<String> classNames) {
  /** Enough for a large image while it is decoded. */
  private static final long BYTES_PER_THREAD = ImageFile.BYTES_PER_PIXEL * ImageFile.MAX_PIXELS;

  private static final int FILES_PER_TASK = 32;

  /**
   * Files with labels.
   *
   * @param classNames what is trained
   * @throws UserError if there are files of another class
   */
  static ImageFiles of(ClassFiles found, List<String> classNames) {
    found.checkClasses(classNames);
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    found
        .byClass()
        .forEach(
            (name, ofClass) ->
                ofClass.forEach(
                    file -> {
                      files.add(file);
                      labels.add(classNames.indexOf(name));
                    }));
    return new ImageFiles(files, labels, classNames);
  }

  /** These files, then others of the same classes. */
  ImageFiles and(ImageFiles others) {
    List<Path> allFiles = new ArrayList<>(files);
    allFiles.addAll(others.files);
    List<Integer> allLabels = new ArrayList<>(labels);
    allLabels.addAll(others.labels);
    return new ImageFiles(allFiles, allLabels, classNames);
  }

  int size() {
    return files.size();
  }

  /**
   * Reads all files, on several threads.
   *
   * @throws UserError that names the first file that cannot be read
   */
  ImageDataset decode(int height, int width) {
    byte[][] pixels = new byte[size()][];
    ExecutorService threads = Executors.newFixedThreadPool(threads());
    try {
      List<Future<?>> tasks = new ArrayList<>();
      for (int first = 0; first < size(); first += FILES_PER_TASK) {
        int start = first;
        tasks.add(threads.submit(() -> decode(start, new ImageFit(height, width), pixels)));
      }
      tasks.forEach(ImageFiles::await);
    } finally {
      threads.shutdownNow();
    }
    int[] labelled = labels.stream().mapToInt(Integer::intValue).toArray();
    return new FittedImages(height, width, classNames, labelled, pixels);
  }

  // What is small when it is done can be large on the way.
  private static int threads() {
    Runtime machine = Runtime.getRuntime();
    long affordable = Math.max(1, machine.maxMemory() / 2 / BYTES_PER_THREAD);
    return (int) Math.min(machine.availableProcessors(), affordable);
  }

  private void decode(int start, ImageFit fit, byte[][] pixels) {
    int end = Math.min(size(), start + FILES_PER_TASK);
    for (int i = start; i < end && !Thread.currentThread().isInterrupted(); i++) {
      pixels[i] = fit.apply(ImageFile.read(files.get(i)));
    }
  }

  private static void await(Future<?> task) {
    try {
      task.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while images were decoded", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof UserError
        ? new UserError(cause.getMessage(), cause)
        : new IllegalStateException("an image could not be decoded", cause);
  }
}
