package dev.lamina.runtime.data.folder;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.TrainTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * PNG and JPEG files sorted into folders by class, as torchvision's {@code ImageFolder} has them:
 * {@code FOLDER/train/CLASS/*} and {@code FOLDER/test/CLASS/*}, where {@code val}, {@code valid} or
 * {@code validation} may stand for {@code test}; or {@code FOLDER/CLASS/*} alone, of which a tenth
 * of each class, at least one image, is taken for testing, always the same.
 *
 * <p>Classes are the names of the folders, sorted as text. Images are fitted as {@link
 * dev.lamina.runtime.data.image.ImageFit} does, and kept in memory as 3 x height x width bytes.
 *
 * @param folder not looked at before {@link #load()}
 * @param height of every image in pixels, positive
 * @param width of every image in pixels, positive
 */
public record ImageFolder(Path folder, int height, int width) implements DatasetSource {
  private static final int DEFAULT_SIDE = 32;
  private static final String TRAINING = "train";
  private static final List<String> TEST = List.of("test", "val", "valid", "validation");

  /** A folder whose images have 32x32 pixels, until a network wants others: {@link #fitted}. */
  public ImageFolder(Path folder) {
    this(folder, DEFAULT_SIDE, DEFAULT_SIDE);
  }

  @Override
  public DatasetSource fitted(int newHeight, int newWidth) {
    return new ImageFolder(folder, newHeight, newWidth);
  }

  /**
   * Reads and fits all images, on several threads.
   *
   * @throws UserError if a folder or its images are missing, a file cannot be decoded, or the
   *     images do not fit into memory
   */
  @Override
  public TrainTest load() {
    if (!Files.isDirectory(folder)) {
      throw new UserError(
          "%s is not a folder; give one that holds train/CLASS/*.png and test/CLASS/*.png"
              .formatted(folder));
    }
    return hasTrainingFolder() ? load(trainingFiles(), testFiles()) : split(ClassFiles.in(folder));
  }

  /** A folder of classes, to be told from a class that is called "train". */
  private boolean hasTrainingFolder() {
    return holdsClasses(TRAINING);
  }

  private boolean holdsClasses(String name) {
    Path inside = folder.resolve(name);
    return Files.isDirectory(inside) && !ClassFiles.folders(inside).isEmpty();
  }

  private ClassFiles trainingFiles() {
    return ClassFiles.in(folder.resolve(TRAINING));
  }

  private ClassFiles testFiles() {
    List<String> found = TEST.stream().filter(this::holdsClasses).toList();
    if (found.isEmpty()) {
      throw new UserError(
          ("%s has %s/ but no test/ or val/ with the same classes; add one, or give %s alone, "
                  + "of which a tenth is then taken for testing")
              .formatted(folder, TRAINING, folder.resolve(TRAINING)));
    }
    if (found.size() > 1) {
      throw new UserError(
          ("%s has %s/ and %s/, but validation images are taken from %s/; "
                  + "move one of them into %s/ or take it away")
              .formatted(folder, found.get(0), found.get(1), TRAINING, TRAINING));
    }
    return ClassFiles.in(folder.resolve(found.get(0)));
  }

  private TrainTest split(ClassFiles files) {
    return load(files.forTraining(), files.forTesting());
  }

  private TrainTest load(ClassFiles training, ClassFiles test) {
    List<String> classes = training.classNames();
    test.checkClasses(classes);
    ImageFiles trainingFiles = ImageFiles.of(training, classes);
    ImageFiles testFiles = ImageFiles.of(test, classes);
    MemoryCheck.of(folder, height, width).check(trainingFiles.size() + testFiles.size());
    ImageDataset images = trainingFiles.decode(height, width);
    return TrainTest.of(images, testFiles.decode(height, width), folder.toString());
  }
}
