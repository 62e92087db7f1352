package dev.lamina.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.models.CompiledResNet;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.recording.RecordedStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  @TempDir private Path folder;

  @Test
  void aBatchBeyondTwoGigabytesIsRefusedInOneLine() {
    Invocation run = Invocation.of("bench", "ResNet", "--batch-size", "1000000");
    assertEquals(2, run.code());
    assertEquals(
        List.of(
            "lamina: the images of a batch of 1000000 take more than 2 GB; give a smaller batch size"),
        run.err());
  }

  @Test
  void measuresAndProfiles() throws IOException {
    Path trace = folder.resolve("trace.json");
    Invocation run =
        bench(
            "--profile",
            "--trace",
            trace.toString(),
            "--batch-size",
            "2",
            "--steps",
            "2",
            "--json");
    assertEquals(0, run.code(), run.err().toString());
    assertEquals(1, run.out().size());
    JsonNode json = new ObjectMapper().readTree(run.lastLine());
    for (String name :
        List.of("images_per_second", "step_ms_p90", "device_peak_bytes", "limit_step_ms")) {
      assertTrue(json.get(name).asDouble() > 0, name);
    }
    // 40,813,184 multiply-adds an image forward, twice backward but for the first layer's input.
    assertEquals(
        2 * 2 * (3 * 40_813_184L - 442_368) * 1e-9, json.get("step_gflop").asDouble(), 1e-6);
    // Where one of Linux's figures of a process is known, so is the other.
    assertEquals(json.has("resident_peak_bytes"), json.has("page_faults_per_step"));
    List<String> members = json.get("by_member").findValuesAsText("name");
    assertTrue(members.containsAll(List.of("stem", "stage1", "stage3", "classifier")));
    assertFalse(json.get("by_op").get(0).get("implementations").asText().isEmpty());
    assertTraced(trace, json);
    String text = String.join("\n", run.err());
    for (String part : List.of("speed ", "limit ", "slowest kernels", "conv2d.weightGrad")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
  }

  /** Each kernel of both steps once, by its op, in its member, phase and step. */
  private static void assertTraced(Path file, JsonNode json) throws IOException {
    ChromeTrace trace = ChromeTrace.read(file);
    assertEquals(
        List.of("process_name ResNet on " + json.get("device").asText(), "thread_name kernels"),
        trace.names());
    assertEquals(List.of("step 1", "step 2"), trace.names("step"));
    List<String> phases = List.of("forward", "backward", "update");
    assertEquals(join(phases, phases), trace.names("phase"));
    List<Binding> step =
        RecordedStep.of(new CompiledResNet(), new CompiledResNet().recipe().withBatchSize(2));
    List<String> expected = new ArrayList<>();
    step.forEach(kernel -> expected.add(kernel.name() + " " + kernel.op().mnemonic()));
    expected.add("nextStep nextStep");
    assertEquals(
        join(expected, expected),
        trace.kernels().stream()
            .map(kernel -> kernel.get("name").textValue() + " " + kernel.get("cat").textValue())
            .toList());
    for (JsonNode kernel : trace.kernels()) {
      JsonNode about = kernel.get("args");
      assertFalse(about.get("op").textValue().isEmpty(), kernel::toString);
      assertFalse(about.get("implementation").textValue().isEmpty(), kernel::toString);
      assertTrue(about.get("flops").asLong() >= 0, kernel::toString);
      assertTrue(about.get("bytes").asLong() > 0, kernel::toString);
    }
    assertEquals(
        Set.copyOf(json.get("by_member").findValuesAsText("name")),
        Set.copyOf(trace.names("member")));
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  @Test
  void measuresInference() throws IOException {
    Invocation run = bench("--inference", "--batch-size", "2", "--steps", "2", "--json");
    assertEquals(0, run.code(), run.err().toString());
    JsonNode json = new ObjectMapper().readTree(run.lastLine());
    assertTrue(json.get("inference").asBoolean());
    // 40,813,184 multiply-adds an image.
    assertEquals(2 * 2 * 40_813_184L * 1e-9, json.get("step_gflop").asDouble(), 1e-6);
    String text = String.join("\n", run.err());
    assertTrue(text.contains("2 batches in inference of 2 images"), text);
    assertFalse(json.has("alone_step_ms") || text.contains("alone"), text);
  }

  @Test
  void measuresWhatKernelsTakeAlone() throws IOException {
    Invocation run = bench("--alone", "--batch-size", "2", "--steps", "2", "--json");
    assertEquals(0, run.code(), run.err().toString());
    JsonNode json = new ObjectMapper().readTree(run.lastLine());
    double kernels = json.get("alone_kernels_ms").asDouble();
    double bytes =
        json.get("alone_gigabytes").asDouble()
            / json.get("copy_gigabytes_per_second").asDouble()
            * 1000;
    double limit = json.get("alone_step_ms").asDouble();
    assertEquals(kernels + bytes, limit, 0.01 * limit);
    assertEquals(
        limit / json.get("step_ms").asDouble(), json.get("alone_reached").asDouble(), 1e-3);
    // ResNet's norms are computed again.
    assertTrue(json.get("alone_with_repeats_step_ms").asDouble() > limit);
    List<String> kinds = json.get("alone_by_op").findValuesAsText("name");
    assertTrue(kinds.containsAll(List.of("conv2d", "conv2d.inputGrad", "linear.weightGrad")));
    String text = String.join("\n", run.err());
    for (String part : List.of("alone  ", "ms of kernels alone (conv2d ", "computed again")) {
      assertTrue(text.contains(part), part + " in " + text);
    }
  }

  @Test
  void kernelsOfInferenceAloneAreThoseWithTheirActivations() throws IOException {
    Invocation run = bench("--alone", "--inference", "--batch-size", "2", "--steps", "2", "--json");
    assertEquals(0, run.code(), run.err().toString());
    JsonNode json = new ObjectMapper().readTree(run.lastLine());
    List<String> kinds = json.get("alone_by_op").findValuesAsText("name");
    assertTrue(kinds.containsAll(List.of("conv2d+RELU", "linear")), kinds.toString());
    assertFalse(String.join("\n", run.err()).contains("computed again"));
  }

  @Test
  void mistakesAreOneLine() {
    assertMistake("steps must be at least 1, is 0", "--steps", "0");
    assertMistake("batch size must be at least 1, is 0", "--batch-size", "0");
    assertMistake("'half' is none of float32, tf32, bfloat16, float64", "--precision", "half");
    assertMistake("unknown device 'gpu'", "--device", "gpu");
    assertMistake("--threads must be at least 1, is 0", "--threads", "0");
    assertMistake("float64", "--device", "onednn", "--precision", "float64");
  }

  private static Invocation bench(String... more) {
    String[] arguments = new String[more.length + 2];
    arguments[0] = "bench";
    arguments[1] = "ResNet";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return Invocation.of(arguments);
  }

  private static void assertMistake(String part, String... arguments) {
    Invocation run = bench(arguments);
    assertEquals(1, run.err().size(), run.err().toString());
    assertTrue(run.err().get(0).toLowerCase(Locale.ROOT).contains(part), run.err().get(0));
    assertEquals(2, run.code());
    assertEquals(List.of(), run.out());
  }
}
