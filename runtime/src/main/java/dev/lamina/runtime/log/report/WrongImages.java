package dev.lamina.runtime.log.report;

import static dev.lamina.runtime.log.markup.Html.escape;
import static dev.lamina.runtime.log.markup.Html.text;

import dev.lamina.runtime.data.ImageDataset;
import dev.lamina.runtime.log.markup.Html;
import dev.lamina.runtime.log.picture.Picture;
import dev.lamina.runtime.log.picture.Png;
import dev.lamina.runtime.training.Predictions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The images that a network is most certain about and wrong. */
final class WrongImages {
  private static final int SHOWN = 24;

  private final Predictions predictions;
  private final ImageDataset images;

  /**
   * A section.
   *
   * @param predictions for all the images, in their order
   */
  WrongImages(Predictions predictions, ImageDataset images) {
    this.predictions = predictions;
    this.images = images;
  }

  /** The images' numbers, the greatest probability of the wrong class first. */
  List<Integer> mostConfident() {
    return IntStream.range(0, predictions.size())
        .filter(image -> !predictions.isCorrect(image))
        .boxed()
        .sorted(Comparator.comparingDouble(this::confidence).reversed())
        .limit(SHOWN)
        .toList();
  }

  private double confidence(int image) {
    return predictions.probability(image, predictions.predicted(image));
  }

  String html() {
    List<Integer> wrong = mostConfident();
    if (wrong.isEmpty()) {
      return "<p>None: every image was classified correctly.</p>\n";
    }
    StringBuilder html = new StringBuilder("<div class=\"mistakes\">\n");
    wrong.forEach(image -> html.append(figure(image)));
    return html.append("</div>\n").toString();
  }

  private String figure(int image) {
    String actual = escape(name(predictions.label(image)));
    String predicted = escape(name(predictions.predicted(image)));
    return text(
        "<figure><img src=\"%s\" alt=\"%s\" title=\"test image %d\">"
            + "<figcaption><b>%s</b><br>%.1f\u00a0%%, <span>is %s</span></figcaption></figure>\n",
        Html.dataUri("image/png", Png.encode(Picture.of(images, image))),
        actual,
        image,
        predicted,
        100 * confidence(image),
        actual);
  }

  private String name(int label) {
    return images.classNames().get(label);
  }
}
