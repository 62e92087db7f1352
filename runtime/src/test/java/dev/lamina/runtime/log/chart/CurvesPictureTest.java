package dev.lamina.runtime.log.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.log.metrics.RunMetrics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

class CurvesPictureTest {
  @TempDir private Path folder;

  private static List<Element> elements(String svg, String name, String style)
      throws ParserConfigurationException, SAXException, IOException {
    NodeList found =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .filter(element -> element.getAttribute("class").equals(style))
        .toList();
  }

  @Test
  void oneRunHasTrainingAndValidation() throws Exception {
    String svg = CurvesPicture.of(List.of(Runs.withLosses("ResNet", 2, 1, 0)));
    // The loss's and the accuracy's.
    List<Element> training = elements(svg, "path", "line training");
    assertEquals(2, training.size());
    assertEquals(2, elements(svg, "path", "line validation").size());
    assertEquals(1, elements(svg, "path", "line rate").size());
    // A loss that falls evenly is a straight line from corner to corner: x to the right, y down.
    String[] places = training.get(0).getAttribute("d").substring(1).split("[ L]", -1);
    double[] numbers = List.of(places).stream().mapToDouble(Double::parseDouble).toArray();
    assertEquals((numbers[0] + numbers[4]) / 2, numbers[2], 0.11);
    assertEquals((numbers[1] + numbers[5]) / 2, numbers[3], 0.11);
    assertTrue(numbers[0] < numbers[2] && numbers[1] < numbers[3]);
  }

  @Test
  void severalRunsAreLaidOverEachOther() throws Exception {
    RunMetrics one = Runs.withLosses("one", 2, 1, 0);
    RunMetrics two = Runs.withLosses("two", 2, 1);
    String svg = CurvesPicture.of(List.of(one, two));
    for (String style : List.of("run0 training", "run0 validation", "run1 validation")) {
      assertEquals(2, elements(svg, "path", "line " + style).size(), style);
    }
    List<String> names = elements(svg, "text", "").stream().map(Element::getTextContent).toList();
    assertEquals(List.of("one", "two"), names);
  }

  @Test
  void namesAreText() throws Exception {
    RunMetrics run = Runs.withLosses("<a&b>", 1);
    String svg = CurvesPicture.of(List.of(run, run));
    assertEquals("<a&b>, <a&b>", elements(svg, "text", "title").get(0).getTextContent());
  }

  @Test
  void theFileNeedsNothingBesideItself() throws IOException {
    Path file = folder.resolve("deep").resolve("curves.svg");
    CurvesPicture.write(file, List.of(Runs.withLosses("ResNet", 2, 1)));
    String svg = Files.readString(file);
    assertTrue(svg.startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\""));
    assertFalse(svg.contains("href") || svg.contains("url(") || svg.contains("<script"));
  }

  @Test
  void mistakesAreRefused() throws IOException {
    RunMetrics run = Runs.withLosses("net", 1);
    List<RunMetrics> many = Collections.nCopies(9, run);
    assertThrows(UserError.class, () -> CurvesPicture.of(many));
    Path file = Files.writeString(folder.resolve("file"), "");
    UserError refusal =
        assertThrows(
            UserError.class, () -> CurvesPicture.write(file.resolve("x.svg"), List.of(run)));
    assertTrue(refusal.getMessage().startsWith("cannot write " + file), refusal.getMessage());
  }
}
