package dev.lamina.runtime.log.report;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.percent;
import static dev.lamina.runtime.log.markup.Html.text;

import dev.lamina.runtime.log.metrics.EpochRow;
import java.time.Duration;
import java.util.List;

/** The numbers that people look for first. */
final class Tiles {
  private final RunFacts facts;
  private final List<EpochRow> rows;

  Tiles(RunFacts facts, List<EpochRow> rows) {
    this.facts = facts;
    this.rows = rows;
  }

  /**
   * The tiles.
   *
   * @param tested whether what was evaluated are the best weights on the test images
   */
  String html(Evaluated evaluated, boolean tested) {
    EpochRow best = best();
    return (tested ? tile("test accuracy", percent(evaluated.predictions().accuracy()), "") : "")
        + tile(
            "best validation accuracy", percent(best.validationAccuracy()), "epoch " + best.epoch())
        + tile("training loss", text("%.4f", last().trainLoss()), "last epoch")
        + tile("training time", time(), text("%.0f images/s", speed()))
        + tile("parameters", text("%,d", facts.parameters()), work());
  }

  private static String tile(String name, String value, String more) {
    return text(
        "<div class=\"tile\"><span>%s</span><b>%s</b><span>%s</span></div>\n",
        escape(name), escape(value), escape(more));
  }

  private EpochRow last() {
    return rows.get(rows.size() - 1);
  }

  private EpochRow best() {
    return rows.stream().filter(EpochRow::best).reduce((first, later) -> later).orElse(last());
  }

  private double seconds() {
    return rows.stream().mapToDouble(EpochRow::seconds).sum();
  }

  private double speed() {
    return rows.stream().mapToDouble(row -> row.imagesPerSecond() * row.seconds()).sum()
        / seconds();
  }

  private String time() {
    Duration time = Duration.ofMillis(Math.round(1000 * seconds()));
    if (time.toHours() > 0) {
      return "%d h %02d min".formatted(time.toHours(), time.toMinutesPart());
    }
    if (time.toMinutes() > 0) {
      return "%d min %02d s".formatted(time.toMinutes(), time.toSecondsPart());
    }
    return text("%.1f s", seconds());
  }

  private String work() {
    return text("%.1f M multiply-adds", facts.multiplyAdds() * 1e-6);
  }
}
