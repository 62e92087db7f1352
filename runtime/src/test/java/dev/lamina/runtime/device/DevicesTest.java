package dev.lamina.runtime.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.util.List;
import org.junit.jupiter.api.Test;

class DevicesTest {
  private static final DeviceProvider SLOW = provider("slow", -1, true, "always there");
  private static final DeviceProvider CPU = provider("cpu", 10, true, "2 cores");
  private static final DeviceProvider GPU = provider("gpu", 20, false, "no driver; install one");
  private static final Devices ALL = new Devices(List.of(SLOW, CPU, GPU));

  @Test
  void autoTakesTheMostPreferredUsableOneAndSaysWhyNotTheOthers() {
    DeviceChoice choice = ALL.select("auto");
    assertEquals("cpu", choice.name());
    assertEquals("2 cores; not gpu: no driver", choice.reason());
  }

  @Test
  void autoPrefersTheGreatestPreference() {
    DeviceProvider usable = provider("gpu", 20, true, "a card");
    assertEquals("gpu", new Devices(List.of(CPU, usable)).select("auto").name());
  }

  @Test
  void autoNeverTakesADeviceOfNegativePreference() {
    Devices devices = new Devices(List.of(SLOW, GPU));
    UserError error = assertThrows(UserError.class, () -> devices.select("auto"));
    assertTrue(error.getMessage().contains("not gpu: no driver"), error.getMessage());
  }

  @Test
  void takesADeviceByItsName() {
    assertEquals("slow", ALL.select("slow").name());
  }

  @Test
  void refusesANamedDeviceThatIsNotUsableWithTheProvidersReason() {
    UserError error = assertThrows(UserError.class, () -> ALL.select("gpu"));
    assertEquals("device gpu cannot be used here: no driver; install one", error.getMessage());
  }

  @Test
  void listsTheKnownDevicesForAnUnknownName() {
    UserError error = assertThrows(UserError.class, () -> ALL.select("gpuu"));
    assertEquals(
        "unknown device 'gpuu', did you mean 'gpu'?; known devices: auto, gpu, cpu, slow",
        error.getMessage());
  }

  private static DeviceProvider provider(
      String name, int preference, boolean usable, String detail) {
    return new DeviceProvider() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public int preference() {
        return preference;
      }

      @Override
      public Availability probe() {
        return new Availability(usable, detail);
      }

      @Override
      public Device open(DeviceOptions options) {
        throw new UnsupportedOperationException("only chosen, never opened");
      }
    };
  }
}
