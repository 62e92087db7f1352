package dev.lamina.runtime.log.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.runtime.log.RunLogs;
import dev.lamina.runtime.log.markup.Html;
import dev.lamina.runtime.session.TinyNetwork;
import dev.lamina.runtime.training.ToyData;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report of a whole run, as a real browser sees it. */
class ReportInBrowserTest {
  @TempDir private Path folder;

  private TrainingResult train() {
    try (RunLogs logs = new RunLogs()) {
      return Training.of(new TinyNetwork(), ToyData.source())
          .recipe(r -> r.withEpochs(3).withBatchSize(32))
          .on("reference")
          .out(folder)
          .listener(logs)
          .run();
    }
  }

  @Test
  void thePageNeedsNothingBesideItself() throws IOException {
    train();
    String page = Files.readString(folder.resolve("report.html"));
    assertFalse(page.contains("{{"), "a part of the template was left open");
    assertFalse(page.contains("<script"));
    assertFalse(page.matches("(?s).*(src|href)=\"(?!data:).*"), "something is loaded from outside");
    assertFalse(page.contains("url("));
  }

  @Test
  void showsTheRun() throws IOException, InterruptedException {
    Optional<Browser> browser = Browser.installed();
    assumeTrue(
        browser.isPresent(),
        "no Chromium on the PATH, so the report was not opened in one;"
            + " install it, on Debian with: apt-get install chromium");
    TrainingResult result = train();
    Path screenshot = folder.resolve("screenshot.png");
    Browser.Visit visit = browser.get().open(folder.resolve("report.html"), screenshot, folder);
    assertFalse(visit.log().contains("CONSOLE"), visit.log());
    for (String text :
        List.of(
            "<h1>Tiny</h1>",
            "3 of 3 epochs",
            Html.text("%.2f&nbsp;%%", 100 * result.testAccuracy()),
            "Confusion of the test images",
            "Settings and conditions",
            "optimizer.momentum")) {
      assertTrue(visit.document().contains(text), text + " in " + visit.document());
    }
    assertTrue(visit.document().contains("class=\"line validation\""));
    assertCurvesAreDrawn(ImageIO.read(screenshot.toFile()));
  }

  /** The colours of the training and the validation curve, light or dark. */
  private static void assertCurvesAreDrawn(BufferedImage image) {
    assertEquals(1280, image.getWidth());
    assertTrue(count(image, 0x2563eb) + count(image, 0x60a5fa) > 100, "training curve");
    assertTrue(count(image, 0xea580c) + count(image, 0xfb923c) > 100, "validation curve");
  }

  private static long count(BufferedImage image, int colour) {
    return IntStream.range(0, image.getWidth() * image.getHeight())
        .filter(
            i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xffffff) == colour)
        .count();
  }
}
