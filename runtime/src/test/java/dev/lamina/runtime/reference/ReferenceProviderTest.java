package dev.lamina.runtime.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Precision;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ReferenceProviderTest {
  private final DeviceProvider provider = new ReferenceProvider();

  @Test
  void isFoundAndUsableButNeverChosenByItself() {
    DeviceProvider found =
        ServiceLoader.load(DeviceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(candidate -> candidate.name().equals("reference"))
            .findFirst()
            .orElseThrow();
    assertTrue(found.preference() < 0);
    assertTrue(found.probe().usable());
  }

  @Test
  void opensWithWhatItHasAnyway() {
    DeviceOptions options = new DeviceOptions(Optional.of(Precision.FLOAT64), OptionalInt.of(1));
    try (Device device = provider.open(options)) {
      assertEquals("reference", device.name());
    }
  }

  @Test
  void refusesAnotherPrecision() {
    DeviceOptions options = new DeviceOptions(Optional.of(Precision.BFLOAT16), OptionalInt.empty());
    UserError error = assertThrows(UserError.class, () -> provider.open(options));
    assertTrue(error.getMessage().contains("BFLOAT16"), error::getMessage);
  }

  @Test
  void refusesSeveralThreads() {
    DeviceOptions options = new DeviceOptions(Optional.empty(), OptionalInt.of(4));
    UserError error = assertThrows(UserError.class, () -> provider.open(options));
    assertTrue(error.getMessage().contains("4"), error::getMessage);
  }

  @Test
  void aBufferLongerThanAnArrayIsTheUsersToRepair() {
    try (Device device = provider.open(DeviceOptions.defaults())) {
      UserError error =
          assertThrows(
              UserError.class,
              () -> device.allocate(Space.ACTIVATION, 3_000_000_000L, "activations"));
      assertTrue(error.getMessage().contains("batch smaller"), error::getMessage);
    }
  }
}
