package dev.lamina.runtime.prediction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.runtime.session.TinyNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ClassNamesTest {

  @Test
  void whatWouldSteerATerminalIsReplaced() {
    int classes = new TinyNetwork().spec().classes();
    List<String> names = IntStream.range(0, classes).mapToObj(i -> "ä" + i).toList();
    String hostile = ClassNames.entry(names).replace("ä0", "\u001b[2J\u0007ä\u009b0");
    List<String> shown = new ArrayList<>(names);
    shown.set(0, "?[2J?ä?0");
    assertEquals(
        Optional.of(shown),
        ClassNames.kept(new TinyNetwork().spec(), Map.of(ClassNames.KEY, hostile)));
  }
}
