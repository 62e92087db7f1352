package dev.lamina.runtime.log.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFilesTest {
  @TempDir private Path folder;

  private static EpochRow row(int epoch) {
    return new EpochRow(epoch, 0.1, 1.5, 0.5, 1.25, 0.625, epoch == 1, 2.5, 1000);
  }

  private void write(int from, int to) throws IOException {
    MetricsFiles files = MetricsFiles.open(folder, from - 1);
    for (int epoch = from; epoch <= to; epoch++) {
      files.append(row(epoch));
    }
  }

  private List<String> lines(String name) throws IOException {
    return Files.readAllLines(folder.resolve(name));
  }

  @Test
  void writesALineAnEpochToBothFiles() throws IOException {
    write(1, 2);
    JsonNode json = new ObjectMapper().readTree(lines("metrics.jsonl").get(1));
    assertEquals(2, json.get("epoch").asInt());
    assertEquals(0.625, json.get("val_acc").asDouble());
    assertEquals(1.25, json.get("val_loss").asDouble());
    assertEquals(
        List.of(
            "epoch,lr,train_loss,train_acc,val_loss,val_acc,best,seconds,images_per_second",
            "1,0.1,1.5,0.5,1.25,0.625,true,2.5,1000.0",
            "2,0.1,1.5,0.5,1.25,0.625,false,2.5,1000.0"),
        lines("metrics.csv"));
  }

  @Test
  void aNewRunBeginsWithEmptyFiles() throws IOException {
    write(1, 3);
    MetricsFiles.open(folder, 0);
    assertEquals(0, lines("metrics.jsonl").size());
    assertEquals(1, lines("metrics.csv").size());
  }

  @Test
  void aResumedRunForgetsWhatIsStillToCome() throws IOException {
    write(1, 4);
    MetricsFiles files = MetricsFiles.open(folder, 2);
    assertEquals(List.of(row(1), row(2)), files.rows());
    files.append(row(3));
    assertEquals(3, lines("metrics.jsonl").size());
    assertEquals("3,0.1,1.5,0.5,1.25,0.625,false,2.5,1000.0", lines("metrics.csv").get(3));
  }

  @Test
  void linesThatNoRunWritesArePassedOver() throws IOException {
    write(1, 2);
    Path file = folder.resolve("metrics.jsonl");
    String line = lines("metrics.jsonl").get(1);
    for (String wrong :
        List.of(
            line.replace("\"epoch\":2", "\"epoch\":2147483647"),
            line.replace("\"epoch\":2", "\"epoch\":3").replace("1.25", "1e999"),
            line.replace("\"epoch\":2", "\"epoch\":3").replace("1.25", "\"NaN\""),
            line.replace("\"epoch\":2", "\"epoch\":3").replace("1.25", "-1"))) {
      Files.writeString(file, wrong + "\n" + line + "\n", StandardOpenOption.APPEND);
    }
    assertEquals(List.of(row(1), row(2)), MetricsFiles.read(file));
  }

  @Test
  void aLineThatAKillCutOffIsForgotten() throws IOException {
    write(1, 2);
    Path file = folder.resolve("metrics.jsonl");
    Files.writeString(file, "{\"epoch\":3,\"lr\":0.", StandardOpenOption.APPEND);
    assertEquals(List.of(row(1), row(2)), MetricsFiles.open(folder, 3).rows());
    assertEquals(2, lines("metrics.jsonl").size());
  }
}
