package dev.lamina.cli;

import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Devices;
import java.util.Iterator;
import java.util.stream.Stream;

/** What users call devices, for help and completion: those that there are, usable or not. */
final class DeviceName implements Iterable<String> {
  @Override
  public Iterator<String> iterator() {
    Stream<String> kinds = Devices.installed().providers().stream().map(DeviceProvider::name);
    return Stream.concat(Stream.of(Devices.AUTO), kinds).iterator();
  }
}
