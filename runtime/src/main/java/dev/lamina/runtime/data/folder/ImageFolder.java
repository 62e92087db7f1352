package dev.lamina.runtime.data.folder;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.data.MemoryCheck;
import dev.lamina.runtime.data.TrainTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * PNG and JPEG files sorted into folders by class, as torchvision's {@code ImageFolder} has them:
 * {@code FOLDER/train/CLASS/*} and {@code FOLDER/test/CLASS/*}; or {@code FOLDER/CLASS/*} alone, of
 * which a tenth of each class, at least one image, is taken for testing, always the same. {@code
 * FOLDER/val/CLASS/*} ({@code valid}, {@code validation}) are the validation images, or where there
 * are no others the test images.
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
  private static final String TEST = "test";
  private static final List<String> VALIDATION = List.of("val", "valid", "validation");

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
    return holdsClasses(TRAINING) ? loadParts() : split(ClassFiles.in(folder));
  }

  /** Whether a folder is there and has folders in it, so that it is not itself a class. */
  private boolean holdsClasses(String name) {
    Path inside = folder.resolve(name);
    return Files.isDirectory(inside) && !ClassFiles.folders(inside).isEmpty();
  }

  private TrainTest loadParts() {
    ClassFiles training = part(TRAINING);
    Optional<ClassFiles> validation = validation();
    return holdsClasses(TEST)
        ? load(training, validation, part(TEST))
        : load(training, Optional.empty(), validation.orElseThrow(this::noTestImages));
  }

  private ClassFiles part(String name) {
    return ClassFiles.in(folder.resolve(name));
  }

  private Optional<ClassFiles> validation() {
    List<String> found = VALIDATION.stream().filter(this::holdsClasses).toList();
    if (found.size() > 1) {
      throw new UserError(
          "%s has both %s/ and %s/; keep one of them for validation"
              .formatted(folder, found.get(0), found.get(1)));
    }
    return found.stream().findFirst().map(this::part);
  }

  private UserError noTestImages() {
    return new UserError(
        ("%s has %s/ but no test/ or val/ with the same classes; add one, or give %s alone, "
                + "of which a tenth is then taken for testing")
            .formatted(folder, TRAINING, folder.resolve(TRAINING)));
  }

  private TrainTest split(ClassFiles files) {
    return load(files.forTraining(), Optional.empty(), files.forTesting());
  }

  private TrainTest load(ClassFiles training, Optional<ClassFiles> validation, ClassFiles test) {
    List<String> classes = training.classNames();
    ImageFiles forTraining = ImageFiles.of(training, classes);
    ImageFiles forTesting = ImageFiles.of(test, classes);
    Optional<ImageFiles> held = validation.map(files -> ImageFiles.of(files, classes));
    ImageFiles first = held.map(forTraining::and).orElse(forTraining);
    MemoryCheck.of(folder, height, width).check(first.size() + forTesting.size());
    ImageDataset images = first.decode(height, width);
    TrainTest data = TrainTest.of(images, forTesting.decode(height, width), folder.toString());
    return held.map(files -> data.withValidation(files.size())).orElse(data);
  }
}
