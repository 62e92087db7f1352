package dev.lamina.graph.diagram;

import static dev.lamina.graph.Trees.conv;
import static dev.lamina.graph.Trees.linear;
import static dev.lamina.graph.Trees.network;
import static dev.lamina.graph.Trees.pool;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.tree.NetworkTree;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class SvgTest {

  private static String svg(NetworkTree tree) {
    return NetworkDiagram.svg(Drawn.compile(tree));
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document document, String name, String style) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength())
        .mapToObj(i -> (Element) found.item(i))
        .filter(element -> element.getAttribute("class").equals(style))
        .toList();
  }

  @Test
  void drawsEveryBoxLayerAndLine() throws Exception {
    Scene scene = Drawn.scene(Zoo.resNet());
    Document document = parse(svg(Zoo.resNet()));
    assertEquals(scene.lines().size(), elements(document, "path", "line").size());
    assertEquals(scene.panels().size(), elements(document, "path", "rule").size());
    assertEquals(
        10, // two in each of five blocks
        elements(document, "g", "node convolution").stream()
                .filter(g -> g.getTextContent().contains("3×3"))
                .count()
            - 1); // the stem
  }

  @Test
  void layersTellAllAboutThemselves() throws Exception {
    Document document = parse(svg(network(conv("stem", 4, 3, 2), pool(), linear())));
    Element layer = elements(document, "g", "node convolution").get(0);
    assertEquals(
        "stem: conv2d 3x3 stride 2 padding 1, 4 filters\n3 × 8 × 8 → 4 × 4 × 4\n108 parameters",
        layer.getElementsByTagName("title").item(0).getTextContent());
  }

  @Test
  void namesAreEscaped() throws Exception {
    NetworkTree plain = network(conv("a<b>&\"c\u0001", 4, 3, 1), pool(), linear());
    Document document = parse(svg(plain));
    assertEquals("a<b>&\"c", elements(document, "text", "heading").get(0).getTextContent());
  }

  @Test
  void suitsLightAndDarkAndNeedsNothingElse() {
    String svg = svg(Zoo.denseNet());
    assertTrue(svg.contains("@media (prefers-color-scheme:dark)"));
    assertFalse(svg.contains("<script"));
    assertFalse(svg.contains("href"));
    assertEquals(1, svg.split("http", -1).length - 1, "only the name space");
  }

  @Test
  void theSameNetworkGivesTheSameBytes() {
    assertEquals(svg(Zoo.googleNet()), svg(Zoo.googleNet()));
  }
}
