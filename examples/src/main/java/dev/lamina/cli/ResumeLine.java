package dev.lamina.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command that goes on with a run: what its state does not know is given again. */
final class ResumeLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

  private ResumeLine() {}

  /**
   * For a shell to read.
   *
   * @param folder of the run
   */
  static String of(String model, Path folder, DataParameter data, DeviceParameters device) {
    List<String> words = new ArrayList<>(List.of("lamina", "train", model, "--resume"));
    words.add(folder.toString());
    words.addAll(data.given());
    words.addAll(device.given());
    return String.join(" ", words.stream().map(ResumeLine::quoted).toList());
  }

  private static String quoted(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
