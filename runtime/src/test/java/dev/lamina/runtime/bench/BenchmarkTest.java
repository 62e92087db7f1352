package dev.lamina.runtime.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.recording.RecordedStep;
import dev.lamina.runtime.session.TinyNetwork;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class BenchmarkTest {

  @Test
  void measuresStepsMemoryAndLimit() {
    BenchmarkResult result =
        Benchmark.of(new TinyNetwork()).on("reference").batchSize(4).steps(3).profiled().run();
    assertEquals("Tiny", result.network());
    Spread speed = result.imagesPerSecond();
    assertTrue(0 < speed.p10() && speed.p10() <= speed.median() && speed.median() <= speed.p90());
    assertEquals(4, speed.median() * result.stepSeconds().median(), 1e-9);
    // At least the planned activations, in float64.
    assertTrue(result.devicePeakBytes() > 4 * 736 * 8);
    assertTrue(result.limit().seconds() > 0);
    assertEquals(3, result.profile().orElseThrow().steps().size());
    assertFalse(result.alone().isPresent());
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    Benchmark benchmark = Benchmark.of(new TinyNetwork()).on("reference");
    assertEquals(
        "steps must be at least 1, is 0",
        assertThrows(UserError.class, () -> benchmark.steps(0).run()).getMessage());
    assertEquals(
        "batch size must be at least 1, is -1",
        assertThrows(UserError.class, () -> benchmark.batchSize(-1).run()).getMessage());
  }

  @Test
  void quantilesOfElevenNumbersAreAmongThem() {
    double[] numbers = DoubleStream.iterate(11, n -> n - 1).limit(11).toArray();
    assertEquals(new Spread(6, 2, 10), Spread.of(numbers));
    assertEquals(new Spread(2, 1.2, 6), Spread.of(numbers).dividing(12));
  }

  @Test
  void quantilesLieBetweenNeighbours() {
    assertEquals(new Spread(1.5, 1.1, 1.9), Spread.of(2, 1));
    assertEquals(new Spread(3, 3, 3), Spread.of(3));
  }

  /** Both convolution kernels take 2 x 4x36 x 27 products, the three of the last layer 2 x 3x4. */
  @Test
  void withoutMovingDataTheLimitIsThatOfProducts() {
    MachineSpeed speed = new MachineSpeed(1e6, Double.POSITIVE_INFINITY);
    double products = 2 * (2 * 4 * 36 * 27) + 3 * (2 * 3 * 4);
    assertEquals(2 * products / 1e6, limit(speed).seconds(), 1e-12);
  }

  @Test
  void withoutComputingTheLimitIsThatOfBytes() {
    StepLimit limit = limit(new MachineSpeed(Double.POSITIVE_INFINITY, 1e6));
    assertEquals(limit.cost().bytes() / 1e6, limit.seconds(), 1e-12);
  }

  private static StepLimit limit(MachineSpeed speed) {
    try (Device device = Devices.installed().select("reference").open(DeviceOptions.defaults())) {
      return StepLimit.of(
          RecordedStep.of(new TinyNetwork(), Recipe.standard().withBatchSize(2)), device, speed);
    }
  }

  @Test
  void readsPageFaultsFromLinuxsStatWhateverTheProcessIsCalled() {
    assertEquals(
        4711, PageFaults.minor("42 (a) (b c) R 1 2 3 4 -1 4194304 4711 11 12 13 14 15 16 17 20"));
  }

  @Test
  void readsThePeakFromLinuxsStatus() {
    List<String> status = List.of("Name:\tjava", "VmPeak:\t  900 kB", "VmHWM:\t  12345 kB");
    assertEquals(12345 * 1024, ResidentMemory.peakBytes(status).orElseThrow());
    assertFalse(ResidentMemory.peakBytes(List.of("Name:\tjava")).isPresent());
  }
}
