package dev.lamina.runtime.log.report;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.text;

import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.log.markup.Html;
import dev.lamina.runtime.log.metrics.EpochRow;
import dev.lamina.runtime.weights.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code report.html}: written anew after every epoch, so that a run can be watched. */
public final class ReportFile {
  private static final String NAME = "report.html";

  private final Path path;
  private final RunFacts facts;
  private final Clock clock;

  /** A page about a run in the run's folder. */
  public ReportFile(Path folder, RunFacts facts, Clock clock) {
    path = folder.resolve(NAME);
    this.facts = facts;
    this.clock = clock;
  }

  /**
   * Writes the page of a run that goes on.
   *
   * @param rows the epochs so far, at least one
   * @param validation of the last epoch
   */
  public void write(List<EpochRow> rows, Evaluated validation) throws IOException {
    write(rows, validation, Optional.empty());
  }

  /**
   * Writes the page of a run that has come to its end.
   *
   * @param rows all epochs
   * @param test of the best weights
   * @param images what was tested, in the order of the predictions
   */
  public void writeFinal(List<EpochRow> rows, Evaluated test, ImageDataset images)
      throws IOException {
    write(rows, test, Optional.of(images));
  }

  private void write(List<EpochRow> rows, Evaluated evaluated, Optional<ImageDataset> images)
      throws IOException {
    ConfusionSection confusion =
        new ConfusionSection(evaluated.predictions().confusion(), facts.classNames());
    Map<String, String> parts = new LinkedHashMap<>();
    parts.put("title", escape(facts.model()));
    parts.put("status", images.isPresent() ? "finished" : "in progress");
    parts.put("progress", "%d of %d epochs".formatted(rows.size(), facts.epochs()));
    parts.put("notice", facts.notice().map(ReportFile::notice).orElse(""));
    parts.put("tiles", new Tiles(facts, rows).html(evaluated, images.isPresent()));
    parts.put("curves", new CurvesSection(rows, facts.epochs()).html());
    parts.put("evaluated", evaluated.images());
    parts.put("confusion", confusion.matrix());
    parts.put("classes", confusion.classes());
    parts.put("pairs", confusion.pairs());
    parts.put("wrong", images.map(tested -> wrong(evaluated, tested)).orElse(""));
    parts.put("settings", settings());
    parts.put("model", facts.diagram().map(this::model).orElse(""));
    parts.put("time", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString());
    AtomicFile.write(path, filled(parts));
  }

  private static String notice(String text) {
    return "<p class=\"notice\">%s</p>".formatted(escape(text));
  }

  private static String wrong(Evaluated evaluated, ImageDataset images) {
    return "<section id=\"wrong\"><h2>Most confidently wrong</h2>\n"
        + "<p class=\"hint\">What the network takes the image for, with its probability, and"
        + " what the image is.</p>\n"
        + new WrongImages(evaluated.predictions(), images).html()
        + "</section>\n";
  }

  private String settings() {
    StringBuilder html = new StringBuilder();
    facts
        .settings()
        .forEach(
            (name, value) ->
                html.append(
                    text(
                        "<tr><th scope=\"row\">%s</th><td>%s</td></tr>\n",
                        escape(name), escape(shown(value)))));
    return html.toString();
  }

  private static String shown(Object value) {
    if (value instanceof List<?> list) {
      return String.join(", ", list.stream().map(String::valueOf).toList());
    }
    return String.valueOf(value);
  }

  private String model(RunFacts.Diagram diagram) {
    return text(
        "<section id=\"model\"><h2>Model</h2><div class=\"model\"><img src=\"%s\" alt=\"%s\"></div>"
            + "</section>\n",
        Html.svgUri(diagram.svg()), "Diagram of " + escape(facts.model()));
  }

  /** The template with every {@code {{name}}} replaced. */
  private static String filled(Map<String, String> parts) throws IOException {
    String page = template();
    for (Map.Entry<String, String> part : parts.entrySet()) {
      page = page.replace("{{" + part.getKey() + "}}", part.getValue());
    }
    return page;
  }

  private static String template() throws IOException {
    try (InputStream in = ReportFile.class.getResourceAsStream("page.html")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
