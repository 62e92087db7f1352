package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Precision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class OneDnnProviderTest {
  private final OneDnnProvider provider = new OneDnnProvider();

  @Test
  void isFoundByName() {
    assertTrue(
        ServiceLoader.load(DeviceProvider.class).stream()
            .anyMatch(found -> found.get().name().equals("onednn")));
  }

  @Test
  void probeTellsTheLibraryAndTheInstructions() {
    Availability availability = provider.probe();
    assertTrue(availability.usable(), availability.detail());
    assertTrue(availability.detail().startsWith("oneDNN 3.11.0, "), availability.detail());
  }

  @Test
  void describesWhatItRunsOn() {
    try (Device device = provider.open(DeviceOptions.defaults())) {
      assertTrue(device.description().endsWith("float32, all cores"), device.description());
    }
    DeviceOptions two = new DeviceOptions(Optional.of(Precision.FLOAT32), OptionalInt.of(2));
    try (Device device = provider.open(two)) {
      assertTrue(device.description().endsWith("float32, 2 threads"), device.description());
    }
  }

  @Test
  void refusesDoublePrecision() {
    DeviceOptions options = new DeviceOptions(Optional.of(Precision.FLOAT64), OptionalInt.empty());
    UserError refusal = assertThrows(UserError.class, () -> provider.open(options));
    assertEquals(
        "The onednn device does not compute in float64: choose float32, bfloat16 or the reference"
            + " device.",
        refusal.getMessage());
  }

  @Test
  void refusesWhatOnlyTensorCoresHave() {
    DeviceOptions options = new DeviceOptions(Optional.of(Precision.TF32), OptionalInt.empty());
    UserError refusal = assertThrows(UserError.class, () -> provider.open(options));
    assertEquals(
        "The onednn device does not compute in TF32, which takes the tensor cores of a GPU: choose"
            + " float32, bfloat16 or the cudnn device.",
        refusal.getMessage());
  }

  @Test
  void computesInBfloat16WhereTheProcessorDoes() {
    DeviceOptions options = new DeviceOptions(Optional.of(Precision.BFLOAT16), OptionalInt.empty());
    if (OneDnnLibrary.hasBfloat16()) {
      try (Device device = provider.open(options)) {
        assertTrue(device.description().endsWith("bfloat16, all cores"), device.description());
      }
    } else {
      UserError refusal = assertThrows(UserError.class, () -> provider.open(options));
      assertTrue(refusal.getMessage().startsWith("This processor has no bfloat16 instructions"));
    }
  }

  @Test
  void refusesToRunOnNoThread() {
    DeviceOptions options = new DeviceOptions(Optional.empty(), OptionalInt.of(0));
    UserError refusal = assertThrows(UserError.class, () -> provider.open(options));
    assertEquals(
        "The onednn device needs at least one thread, not 0: leave the number of threads out or"
            + " give a positive one.",
        refusal.getMessage());
  }
}
