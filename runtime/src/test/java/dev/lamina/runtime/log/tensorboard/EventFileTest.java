package dev.lamina.runtime.log.tensorboard;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.log.picture.Picture;
import dev.lamina.runtime.session.TinyNetwork;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.ofEpochMilli(1_700_000_000_500L), ZoneOffset.UTC);

  @TempDir private Path folder;

  /** Something to write. */
  private interface Writing {
    void to(EventFile file) throws IOException;
  }

  private List<WireMessage> written(Writing writing) throws IOException {
    try (EventFile file = EventFile.start(folder, CLOCK)) {
      writing.to(file);
    }
    return EventReader.folder(folder);
  }

  @Test
  void theReaderKnowsThePublishedCheckValue() {
    assertEquals(0xe3069283, EventReader.crc("123456789".getBytes(US_ASCII)));
  }

  @Test
  void beginsWithTheVersionAndTheTime() throws IOException {
    WireMessage first = written(file -> {}).get(0);
    assertEquals("brain.Event:2", first.text(3));
    assertEquals(1_700_000_000.5, first.one(1));
  }

  @Test
  void writesPointsOfCurves() throws IOException {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put("train_loss", 1.25);
    values.put("lr", 0.1);
    List<WireMessage> events = written(file -> file.scalars(300, values));
    assertEquals(Map.of(300L, 1.25f), EventReader.curve(events, "train_loss"));
    assertEquals(Map.of(300L, 0.1f), EventReader.curve(events, "lr"));
  }

  @Test
  void everyEventIsInTheFileAtOnce() throws IOException {
    try (EventFile file = EventFile.start(folder, CLOCK)) {
      file.scalars(1, Map.of("loss", 2.0));
      assertEquals(Map.of(1L, 2f), EventReader.curve(EventReader.folder(folder), "loss"));
    }
  }

  @Test
  void writesPicturesThatDecode() throws IOException {
    Picture picture = new Picture(7, 5);
    List<WireMessage> events =
        written(file -> file.image(2, new ImageSummary("pictures/a", "black", picture)));
    WireMessage value = EventReader.summaries(events, "pictures/a").get(0);
    List<Object> tensor = value.message(8).all(8);
    assertEquals(List.of("7", "5"), value.message(8).texts(8).subList(0, 2));
    var image = ImageIO.read(new ByteArrayInputStream((byte[]) tensor.get(2)));
    assertEquals(7, image.getWidth());
    assertEquals("images", value.message(9).message(1).text(1));
    assertEquals("black", value.message(9).text(3));
  }

  @Test
  void writesTheForwardGraphWithTheEdgesThatTheDataTake() throws IOException {
    WireMessage event = written(file -> file.graph(new TinyNetwork())).get(1);
    Map<String, WireMessage> nodes = new LinkedHashMap<>();
    new WireMessage((byte[]) event.one(4)).messages(1).forEach(n -> nodes.put(n.text(1), n));
    assertEquals(
        List.of("input", "labels", "conv", "norm", "pool", "average", "fc", "loss"),
        List.copyOf(nodes.keySet()));
    assertEquals("conv2d", nodes.get("conv").text(2));
    assertEquals(List.of("input"), nodes.get("conv").texts(3));
    assertEquals(List.of("conv"), nodes.get("norm").texts(3));
    assertEquals(List.of("fc", "labels"), nodes.get("loss").texts(3));
    assertEquals(List.of(-1L, 4L, 6L, 6L), outputShape(nodes.get("norm")));
  }

  private static List<Object> outputShape(WireMessage node) {
    WireMessage shapes =
        node.messages(5).stream()
            .filter(attribute -> attribute.text(1).equals("_output_shapes"))
            .findFirst()
            .orElseThrow();
    return shapes.message(2).message(1).message(7).messages(2).stream()
        .map(dimension -> dimension.one(1))
        .toList();
  }

  @Test
  void writesHyperParametersWithTheirTypes() throws IOException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("momentum", 0.9);
    settings.put("nesterov", true);
    settings.put("augmentation", "none");
    List<WireMessage> events =
        written(
            file -> {
              file.hyperParameters(new HyperParameters(settings, List.of("val_acc")));
              file.finished(3);
            });
    WireMessage experiment = plugin(events, "experiment").message(2);
    assertEquals(List.of(3L, 2L, 1L), experiment.messages(4).stream().map(m -> m.one(4)).toList());
    assertEquals("val_acc", experiment.message(5).message(1).text(2));
    List<WireMessage> values = plugin(events, "session_start_info").message(3).messages(1);
    assertEquals("momentum", values.get(0).text(1));
    assertEquals(0.9, values.get(0).message(2).one(2));
    assertEquals(1L, values.get(1).message(2).one(4));
    assertEquals("none", values.get(2).message(2).text(3));
    assertEquals(1L, plugin(events, "session_end_info").message(4).one(1));
  }

  private static WireMessage plugin(List<WireMessage> events, String tag) {
    WireMessage plugin =
        EventReader.summaries(events, "_hparams_/" + tag).get(0).message(9).message(1);
    assertEquals("hparams", plugin.text(1));
    return plugin.message(2);
  }

  @Test
  void aNewRunRemovesTheEventsOfTheOneBefore() throws IOException {
    written(file -> file.scalars(9, Map.of("loss", 2.0)));
    List<WireMessage> events = written(file -> file.scalars(1, Map.of("loss", 3.0)));
    assertEquals(Map.of(1L, 3f), EventReader.curve(events, "loss"));
  }

  @Test
  void aResumedRunGoesOnInALaterFileThatBeginsASession() throws IOException {
    written(file -> file.scalars(1, Map.of("loss", 2.0)));
    try (EventFile file = EventFile.resume(folder, CLOCK, 1)) {
      file.scalars(2, Map.of("loss", 1.0));
    }
    List<WireMessage> events = EventReader.folder(folder);
    assertEquals(Map.of(1L, 2f, 2L, 1f), EventReader.curve(events, "loss"));
    WireMessage session = events.stream().filter(e -> e.has(7)).findFirst().orElseThrow();
    assertEquals(2L, session.one(2));
    assertEquals(1L, session.message(7).one(1));
    try (Stream<Path> files = Files.list(folder)) {
      assertTrue(files.count() == 2, "one file a start");
    }
  }
}
