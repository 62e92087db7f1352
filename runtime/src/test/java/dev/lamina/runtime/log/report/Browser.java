package dev.lamina.runtime.log.report;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium of this machine. */
final class Browser {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final int SECONDS = 120;

  private final Path program;

  private Browser(Path program) {
    this.program = program;
  }

  /**
   * What came of opening a page.
   *
   * @param document the document after rendering
   * @param log of the browser, the page's console included
   */
  record Visit(String document, String log) {}

  static Optional<Browser> installed() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Browser::new);
  }

  /** Opens a page and takes a picture of it; files are left in a folder. */
  Visit open(Path page, Path screenshot, Path folder) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    Stream.of(
            // A container's root has no sandbox to offer.
            "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --hide-scrollbars"
                + " --no-first-run --enable-logging=stderr --window-size=1280,2400 --dump-dom"
                + " --force-prefers-reduced-motion")
        .flatMap(flags -> Stream.of(flags.split(" ")))
        .forEach(command::add);
    command.add("--user-data-dir=" + folder.resolve("profile"));
    command.add("--screenshot=" + screenshot);
    command.add(page.toUri().toString());
    Path document = folder.resolve("document");
    Path log = folder.resolve("log");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(document.toFile())
            .redirectError(log.toFile())
            .start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IOException("the browser did not end in " + SECONDS + " s");
    }
    return new Visit(Files.readString(document), Files.readString(log));
  }
}
