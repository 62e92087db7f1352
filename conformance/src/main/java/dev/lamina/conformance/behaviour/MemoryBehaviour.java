package dev.lamina.conformance.behaviour;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.graph.ir.Space;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.MemoryStatistics;
import org.junit.jupiter.api.Test;

/** Allocation, release, and what a device says about them. */
public interface MemoryBehaviour extends DeviceUnderTest {

  @Test
  default void saysItsNameAndWhatItRunsOn() {
    try (Device device = open()) {
      assertFalse(device.name().isBlank());
      assertFalse(device.description().isBlank());
      assertFalse(device.description().contains("\n"));
    }
  }

  @Test
  default void countsWhatItHoldsAndTheMostItHeld() {
    try (Device device = open()) {
      MemoryStatistics before = device.memory();
      Buffer first = device.allocate(Space.ACTIVATION, 1000, "first");
      Buffer second = device.allocate(Space.MASK, 500, "second");
      MemoryStatistics held = device.memory();
      assertEquals(before.allocations() + 2, held.allocations());
      // A real number takes two bytes at least.
      assertTrue(held.bytes() - before.bytes() >= 2500, () -> held + " after " + before);
      device.release(first);
      device.release(second);
      assertEquals(before.bytes(), device.memory().bytes());
      assertTrue(device.memory().peakBytes() >= held.bytes());
    }
  }

  @Test
  default void holdsNothingBeforeTheFirstAllocationAndAfterTheLastRelease() {
    try (Device device = open()) {
      assertEquals(0, device.memory().bytes());
      for (Space space : Space.values()) {
        device.release(device.allocate(space, 77, "passing"));
      }
      assertEquals(0, device.memory().bytes());
    }
  }

  @Test
  default void anEmptyBufferIsAllowedAndANegativeOneIsNot() {
    try (Device device = open()) {
      Buffer empty = device.allocate(Space.MASK, 0, "empty");
      assertEquals(0, empty.length());
      device.release(empty);
      assertThrows(
          IllegalArgumentException.class, () -> device.allocate(Space.MASK, -1, "negative"));
    }
  }

  @Test
  default void releasingTwiceOrElsewhereIsRefused() {
    try (Device device = open();
        Device other = open()) {
      Buffer buffer = device.allocate(Space.STATE, 10, "once");
      assertThrows(IllegalArgumentException.class, () -> other.release(buffer));
      device.release(buffer);
      assertThrows(IllegalArgumentException.class, () -> device.release(buffer));
    }
  }

  @Test
  default void closingReleasesEverythingAndClosingAgainDoesNothing() {
    Device device = open();
    Buffer unused = device.allocate(Space.PARAMETER, 100, "left behind");
    assertEquals(100, unused.length());
    device.close();
    assertEquals(0, device.memory().bytes());
    device.close();
    assertEquals(0, device.memory().bytes());
  }
}
