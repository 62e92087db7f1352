package dev.lamina.runtime.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Sgd;
import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.recording.RecordedStep;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import dev.lamina.runtime.session.TinyNetwork;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilingDeviceTest {
  private static final int BATCH = 2;
  private static final Recipe RECIPE =
      Recipe.standard().withOptimizer(new Sgd(0.9, 0, false)).withBatchSize(BATCH);

  @TempDir private Path folder;

  private static Device reference() {
    return Devices.installed().select("reference").open(DeviceOptions.defaults());
  }

  private static NetworkSession open(Device device) {
    NetworkSession session =
        NetworkSession.open(new TinyNetwork(), device, SessionOptions.training(RECIPE));
    session.initialize(1);
    return session;
  }

  private static void step(NetworkSession session) {
    FloatBuffer images = FloatBuffer.allocate(BATCH * TinyNetwork.IMAGE);
    for (int i = 0; i < images.capacity(); i++) {
      images.put(i, (float) Math.sin(i));
    }
    session.step(images, IntBuffer.wrap(new int[] {0, 2}), 0.1);
  }

  /** One step that is not noted, then two that are. */
  private static Profile profile() {
    ProfilingDevice device = new ProfilingDevice(reference());
    try (NetworkSession session = open(device)) {
      step(session);
      device.note(() -> step(session));
      device.note(() -> step(session));
      return device.profile();
    }
  }

  @Test
  void computesTheSameBits() {
    ProfilingDevice device = new ProfilingDevice(reference());
    try (NetworkSession bare = open(reference());
        NetworkSession watched = open(device)) {
      step(bare);
      step(bare);
      step(watched);
      device.note(() -> step(watched));
      assertArrayEquals(bare.logits(), watched.logits());
      assertEquals(bare.metrics(), watched.metrics());
    }
  }

  @Test
  void notesEveryKernelOfEachNotedStep() {
    Profile profile = profile();
    List<String> names = new ArrayList<>();
    for (Binding binding : RecordedStep.of(new TinyNetwork(), RECIPE)) {
      names.add(binding.name());
    }
    names.add("nextStep");
    assertEquals(2, profile.steps().size());
    for (int step = 0; step < 2; step++) {
      int wanted = step;
      assertEquals(
          names,
          profile.runs().stream()
              .filter(run -> run.step() == wanted)
              .map(run -> run.kernel().name())
              .toList());
    }
  }

  @Test
  void theLossPartsForwardFromBackward() {
    List<KernelTime> kernels = profile().kernels();
    List<String> phases =
        kernels.stream().map(time -> time.kernel().name() + " " + time.phase().text()).toList();
    assertTrue(phases.contains("conv forward"), phases.toString());
    assertTrue(phases.contains("loss forward"), phases.toString());
    assertTrue(phases.contains("fc.weightGrad backward"), phases.toString());
    assertTrue(phases.contains("optimizer update"), phases.toString());
  }

  @Test
  void partsAddUpToNoMoreThanTheWhole() {
    Profile profile = profile();
    double kernels = profile.kernels().stream().mapToDouble(KernelTime::millis).sum();
    double kinds = profile.byKind().stream().mapToDouble(TimeShare::millis).sum();
    double members = profile.byMember().stream().mapToDouble(TimeShare::millis).sum();
    assertTrue(kernels > 0 && kernels <= profile.stepMillis());
    assertEquals(kernels, kinds, 1e-9);
    assertEquals(kernels, members, 1e-9);
  }

  @Test
  void membersAreTheFirstPartsOfPaths() {
    List<String> members = profile().byMember().stream().map(TimeShare::name).toList();
    assertEquals(
        List.of("conv", "norm", "pool", "average", "fc", "loss", "optimizer", "nextStep"), members);
  }

  @Test
  void costsAreWhatTheShapesSay() {
    try (Device sized = reference()) {
      assertEquals(8, sized.bytes(Space.ACTIVATION, 1));
      assertEquals(4, sized.bytes(Space.LABELS, 1));
      assertEquals(1, sized.bytes(Space.MASK, 1));
      // 2 images of 3x6x6, 4 filters of 3x3: 2 * 4*36 results of 27 products each, times two.
      Cost conv = cost("conv", sized);
      assertEquals(2 * 2 * 4 * 36 * 27, conv.flops());
      assertEquals(8 * (2 * 108 + 108 + 2 * 144), conv.bytes());
      assertEquals(conv, cost("conv.weightGrad", sized));
      assertEquals(2 * 2 * 3 * 4, cost("fc.inputGrad", sized).flops());
      assertEquals(0, cost("norm", sized).flops());
      // Parameters and velocity are read and written, gradients read.
      assertEquals(8 * 5 * 176, cost("optimizer", sized).bytes());
    }
  }

  private static Cost cost(String name, Device sized) {
    return RecordedStep.of(new TinyNetwork(), RECIPE).stream()
        .filter(binding -> binding.name().equals(name))
        .map(binding -> Cost.of(binding, sized))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyKernelOfALongRecipeIsRecorded() {
    Recipe recipe = RECIPE.withClipNorm(1).withAverageDecay(0.9);
    ProfilingDevice device = new ProfilingDevice(reference());
    try (NetworkSession session =
        NetworkSession.open(new TinyNetwork(), device, SessionOptions.training(recipe))) {
      session.initialize(1);
      device.note(() -> step(session));
    }
    List<Cost> ran = device.profile().runs().stream().map(run -> run.kernel().cost()).toList();
    List<Cost> recorded;
    try (Device sized = reference()) {
      recorded =
          RecordedStep.of(new TinyNetwork(), recipe).stream()
              .map(binding -> Cost.of(binding, sized))
              .toList();
    }
    // But for the count of steps, and the learning rate that the optimizer reads: two floats.
    assertEquals(recorded.size() + 1, ran.size());
    long read = ran.stream().limit(recorded.size()).mapToLong(Cost::bytes).sum();
    assertEquals(recorded.stream().mapToLong(Cost::bytes).sum() + 2 * 8, read);
  }

  @Test
  void theTraceNestsKernelsInMembersInPhasesInSteps() throws IOException {
    Path file = folder.resolve("trace.json");
    Profile profile = profile();
    TraceFile.write(file, "Tiny", profile);
    JsonNode events = new ObjectMapper().readTree(file.toFile()).get("traceEvents");
    List<JsonNode> open = new ArrayList<>();
    int kernels = 0;
    for (JsonNode event : events) {
      if (event.get("ph").asText().equals("X")) {
        while (!open.isEmpty() && end(open.get(open.size() - 1)) < end(event) - 1e-3) {
          open.remove(open.size() - 1);
        }
        kernels += event.has("args") ? 1 : 0;
        List<String> path = open.stream().map(above -> above.get("cat").asText()).toList();
        if (event.has("args")) {
          assertTrue(path.containsAll(List.of("step", "phase", "member")), event + " in " + path);
        }
        open.add(event);
      }
    }
    assertEquals(profile.runs().size(), kernels);
    assertEquals("Tiny", events.get(0).get("args").get("name").asText());
  }

  private static double end(JsonNode event) {
    return event.get("ts").asDouble() + event.get("dur").asDouble();
  }
}
