package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CudnnProviderTest {
  private final CudnnProvider provider = new CudnnProvider();

  @Test
  void isTheFirstChoiceOfThoseInstalled() {
    DeviceProvider first = Devices.installed().providers().get(0);
    assertEquals("cudnn", first.name());
  }

  @Test
  void probingGivesOneLineAndPrintsNothing() {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    Availability found;
    try {
      System.setOut(capture);
      System.setErr(capture);
      found = provider.probe();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    assertEquals("", printed.toString(StandardCharsets.UTF_8));
    assertEquals(1, found.detail().lines().count());
    assertFalse(found.detail().isBlank());
  }

  @Test
  void opensWhereProbingSaysSoAndElseRefusesWithTheSameReason() {
    Availability found = provider.probe();
    if (found.usable()) {
      provider.open(DeviceOptions.defaults()).close();
    } else {
      String message =
          assertThrows(UserError.class, () -> provider.open(DeviceOptions.defaults())).getMessage();
      assertTrue(message.contains(found.detail()), message);
    }
  }

  @Test
  void refusesOptionsOfOtherDevices() {
    DeviceOptions doubles = new DeviceOptions(Optional.of(Precision.FLOAT64), OptionalInt.empty());
    assertThrows(UserError.class, () -> provider.open(doubles));
    DeviceOptions threads = new DeviceOptions(Optional.empty(), OptionalInt.of(4));
    assertThrows(UserError.class, () -> provider.open(threads));
  }
}
