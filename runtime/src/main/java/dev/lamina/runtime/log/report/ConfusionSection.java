package dev.lamina.runtime.log.report;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.percent;
import static dev.lamina.runtime.log.markup.Html.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which classes are taken for which, and how well each is known. */
final class ConfusionSection {
  private static final int MOST_SQUARES = 20;
  private static final int PAIRS = 10;

  private final int[][] counts;
  private final List<String> classNames;

  /** One class taken for another. */
  private record Pair(int actual, int predicted, int count) {}

  /**
   * A section.
   *
   * @param counts [true class][predicted class]
   */
  ConfusionSection(int[][] counts, List<String> classNames) {
    this.counts = counts;
    this.classNames = classNames;
  }

  /** The matrix; without it, for the want of room, where there are very many classes. */
  String matrix() {
    if (counts.length > MOST_SQUARES) {
      return "";
    }
    StringBuilder html = new StringBuilder("<table class=\"confusion\"><thead><tr><td></td>");
    classNames.forEach(
        name -> html.append(text("<th scope=\"col\"><span>%s</span></th>", escape(name))));
    html.append("</tr></thead><tbody>\n");
    IntStream.range(0, counts.length).forEach(row -> html.append(row(row)));
    return html.append("</tbody></table>\n").toString();
  }

  private String row(int row) {
    StringBuilder html =
        new StringBuilder(text("<tr><th scope=\"row\">%s</th>", escape(classNames.get(row))));
    for (int column = 0; column < counts.length; column++) {
      html.append(square(row, column));
    }
    return html.append("</tr>\n").toString();
  }

  /** The root makes few mistakes visible. */
  private String square(int row, int column) {
    int count = counts[row][column];
    double part = part(row, count);
    return text(
        "<td class=\"%s%s\" style=\"--part:%.3f\" title=\"%s taken for %s: %d, %s\">%d</td>",
        row == column ? "right" : "wrong",
        count == 0 ? " none" : "",
        Math.sqrt(part),
        escape(classNames.get(row)),
        escape(classNames.get(column)),
        count,
        percent(part),
        count);
  }

  private double part(int row, int count) {
    int total = IntStream.of(counts[row]).sum();
    return total == 0 ? 0 : (double) count / total;
  }

  /** Bars of the classes' accuracies, the best known first. */
  String classes() {
    StringBuilder html = new StringBuilder("<table class=\"bars\"><tbody>\n");
    IntStream.range(0, counts.length)
        .boxed()
        .sorted(Comparator.comparing(this::recall).reversed())
        .forEach(index -> html.append(bar(index)));
    return html.append("</tbody></table>\n").toString();
  }

  private double recall(int index) {
    return part(index, counts[index][index]);
  }

  private String bar(int index) {
    double recall = recall(index);
    return text(
        "<tr><th scope=\"row\">%s</th><td class=\"bar\"><i style=\"width:%.1f%%\"></i></td>"
            + "<td class=\"number\">%s</td></tr>\n",
        escape(classNames.get(index)), 100 * recall, percent(recall));
  }

  /** The most frequent mistakes. */
  String pairs() {
    StringBuilder html = new StringBuilder("<ol class=\"pairs\">\n");
    mistakes().stream()
        .sorted(Comparator.comparingInt(Pair::count).reversed())
        .limit(PAIRS)
        .forEach(pair -> html.append(line(pair)));
    return html.append("</ol>\n").toString();
  }

  private List<Pair> mistakes() {
    List<Pair> pairs = new ArrayList<>();
    for (int row = 0; row < counts.length; row++) {
      for (int column = 0; column < counts.length; column++) {
        if (row != column && counts[row][column] > 0) {
          pairs.add(new Pair(row, column, counts[row][column]));
        }
      }
    }
    return pairs;
  }

  private String line(Pair pair) {
    return text(
        "<li><b>%s</b> taken for <b>%s</b> <span class=\"number\">%d (%s)</span></li>\n",
        escape(classNames.get(pair.actual())),
        escape(classNames.get(pair.predicted())),
        pair.count(),
        percent(part(pair.actual(), pair.count())));
  }
}
