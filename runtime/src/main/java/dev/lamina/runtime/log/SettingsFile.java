package dev.lamina.runtime.log;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * {@code settings.yaml}: a document for the start of the run and a further one for every time it
 * was resumed, since device, versions and commit may have changed in between.
 */
final class SettingsFile {
  static final String NAME = "settings.yaml";

  private static final DumpSettings STYLE =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setExplicitStart(true)
          .setSplitLines(false)
          .build();

  private SettingsFile() {}

  /**
   * Writes a document.
   *
   * @param epochs how many epochs are done; 0 begins the file anew
   */
  static void write(Path folder, Map<String, Object> settings, int epochs, Instant now)
      throws IOException {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("started", now.truncatedTo(ChronoUnit.SECONDS).toString());
    if (epochs > 0) {
      document.put("resumed_after_epoch", epochs);
    }
    document.putAll(settings);
    String text = new Dump(STYLE).dumpToString(document);
    Path file = folder.resolve(NAME);
    Files.writeString(file, text, CREATE, epochs == 0 ? TRUNCATE_EXISTING : APPEND);
  }
}
