package dev.lamina.runtime.session;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceFull;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  /** 100 MB that are always needed, and 3 MB for each example. */
  private static final Map<Space, Long> NEEDED =
      Map.of(Space.PARAMETER, 25_000_000L, Space.INPUT, 500_000L, Space.ACTIVATION, 250_000L);

  /** A device that says how much it has and does nothing else; a number takes four bytes. */
  private static Device with(OptionalLong free) {
    return (Device)
        Proxy.newProxyInstance(
            Device.class.getClassLoader(),
            new Class<?>[] {Device.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "name" -> "small";
                  case "bytes" -> 4 * (Long) arguments[1];
                  case "freeBytes" -> free;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static MemoryBudget budget(long megabytes) {
    return new MemoryBudget(with(OptionalLong.of(megabytes * 1_000_000)), NEEDED);
  }

  @Test
  void whatFitsExactlyFits() {
    assertDoesNotThrow(() -> budget(400).require("Net", 100));
  }

  @Test
  void theBatchThatWouldFitIsNamed() {
    UserError error = assertThrows(UserError.class, () -> budget(399).require("Net", 100));
    assertEquals(
        "Net with batches of 100 takes 400 MB, but the small device has 399 MB left; batches of 99"
            + " would fit",
        error.getMessage());
  }

  @Test
  void whereNoBatchFitsThatIsSaid() {
    UserError error = assertThrows(UserError.class, () -> budget(102).require("Net", 2));
    assertEquals(
        "Net with batches of 2 takes 106 MB, but the small device has 102 MB left; not even a"
            + " single image fits: free some, or use another device",
        error.getMessage());
  }

  @Test
  void whatKernelsNeedBesideTheArenasCountsToo() {
    DeviceFull full = new DeviceFull("no room for the workspace", 100_000_000, 20_000_000);
    assertEquals(
        "no room for the workspace; Net with batches of 100 takes 400 MB beside it, batches of 80"
            + " would fit",
        budget(1000).explain("Net", 100, full).getMessage());
  }

  @Test
  void memoryThatIsFreeAndRefusedAllTheSameTellsNoBatch() {
    DeviceFull full = new DeviceFull("no room for the workspace", 1000, 20_000_000);
    assertTrue(budget(1000).explain("Net", 100, full).getMessage().endsWith(" take smaller ones"));
  }

  @Test
  void aDeviceThatDoesNotKnowIsTried() {
    MemoryBudget unknown = new MemoryBudget(with(OptionalLong.empty()), NEEDED);
    assertDoesNotThrow(() -> unknown.require("Net", 1_000_000));
  }
}
