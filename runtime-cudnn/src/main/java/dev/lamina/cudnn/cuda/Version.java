package dev.lamina.cudnn.cuda;

/**
 * A library's version.
 *
 * @param major incompatible with any other
 * @param minor compatible upwards
 * @param patch corrections
 */
public record Version(int major, int minor, int patch) {

  /** From a driver's number: {@code 1000 major + 10 minor}. */
  static Version ofDriver(int number) {
    return new Version(number / 1000, number % 1000 / 10, number % 10);
  }

  /** From the number of cuDNN 9: {@code 10000 major + 100 minor + patch}; of 8, 1000 and 100. */
  static Version ofCudnn(long number) {
    int whole = Math.toIntExact(number);
    int base = whole < 10_000 ? 1_000 : 10_000;
    return new Version(whole / base, whole % base / 100, whole % 100);
  }

  /** For example {@code 9.5.1}; a patch of 0 is left out. */
  @Override
  public String toString() {
    return patch == 0 ? major + "." + minor : major + "." + minor + "." + patch;
  }
}
