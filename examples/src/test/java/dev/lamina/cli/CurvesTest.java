package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CurvesTest {
  private static final String EPOCHS =
      """
      {"epoch":1,"lr":0.1,"train_loss":1.5,"train_acc":0.4,"val_loss":1.6,"val_acc":0.45,\
      "best":true,"seconds":10.0,"images_per_second":400.0}
      {"epoch":2,"lr":0.01,"train_loss":1.25,"train_acc":0.5,"val_loss":1.4,"val_acc":0.43,\
      "best":false,"seconds":10.0,"images_per_second":420.0}
      """;

  @TempDir private Path folder;

  private String run(String name) throws IOException {
    Path run = Files.createDirectories(folder.resolve(name));
    Files.writeString(run.resolve("metrics.jsonl"), EPOCHS);
    return run.toString();
  }

  @Test
  void drawsARunAndItsFigures() throws IOException {
    Invocation run = Invocation.of("curves", run("ResNet"));
    assertEquals(0, run.code(), run.err().toString());
    assertTrue(run.out().contains("Loss   * training 1.2500   o validation 1.4000"));
    assertEquals("ResNet  2       45.00 %          1         1.2500         410", run.lastLine());
    assertEquals(List.of(), run.err());
  }

  @Test
  void givesEveryEpochToPrograms() throws IOException {
    Invocation run = Invocation.of("curves", run("ResNet"), run("DenseNet"), "--json");
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(1, run.out().size());
    JsonNode runs = new ObjectMapper().readTree(run.lastLine()).get("runs");
    assertEquals(2, runs.size());
    assertEquals("DenseNet", runs.get(1).get("run").asText());
    assertEquals(0.45, runs.get(0).get("val_acc").asDouble());
    assertEquals(new ObjectMapper().readTree(EPOCHS), runs.get(0).get("rows").get(0));
    assertFalse(run.err().isEmpty());
  }

  @Test
  void writesAPicture() throws IOException {
    Path picture = folder.resolve("curves.svg");
    Invocation run = Invocation.of("curves", run("ResNet"), "--svg", picture.toString());
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(List.of("wrote " + picture), run.out());
    assertTrue(Files.readString(picture).startsWith("<svg"));
  }

  @Test
  void saysWhereItLookedInOneLine() throws IOException {
    String nowhere = folder.resolve("nowhere").toString();
    assertMistake("there is no run " + nowhere, nowhere);
    assertMistake("neither it nor a folder in it has a metrics.jsonl", folder.toString());
    assertMistake("Missing required parameter: 'RUN'");
    Path run = Path.of(run("ResNet"));
    assertMistake("cannot write", run.toString(), "--svg", run.toString());
  }

  private static void assertMistake(String part, String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "curves";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    Invocation run = Invocation.of(all);
    assertEquals(1, run.err().size(), run.err().toString());
    assertTrue(run.err().get(0).contains(part), run.err().get(0));
    assertEquals(2, run.code());
  }
}
