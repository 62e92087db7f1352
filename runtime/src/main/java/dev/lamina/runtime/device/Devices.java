package dev.lamina.runtime.device;

import dev.lamina.runtime.Suggestions;
import dev.lamina.runtime.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Collectors;

/**
 * The kinds of devices on the class path, and the choice among them.
 *
 * <p>A choice is made once, when a device is opened; nothing falls back to another device later.
 */
public final class Devices {

  /** The name that leaves the choice to {@link #select}. */
  public static final String AUTO = "auto";

  private final List<DeviceProvider> providers;

  /** A fixed list of kinds, for tests and embedders. */
  public Devices(List<DeviceProvider> providers) {
    this.providers =
        providers.stream()
            .sorted(
                Comparator.comparingInt(DeviceProvider::preference)
                    .reversed()
                    .thenComparing(DeviceProvider::name))
            .toList();
  }

  /** All kinds that {@link ServiceLoader} finds. */
  public static Devices installed() {
    return new Devices(
        ServiceLoader.load(DeviceProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .toList());
  }

  /** The kinds, the most preferred first. */
  public List<DeviceProvider> providers() {
    return providers;
  }

  /**
   * Chooses a kind of device.
   *
   * @param name a kind's name, or {@link #AUTO} for the most preferred usable one
   * @throws UserError if there is no such kind, or it cannot be used on this machine
   */
  public DeviceChoice select(String name) {
    return name.equals(AUTO) ? automatic() : named(name);
  }

  private DeviceChoice automatic() {
    StringBuilder passedOver = new StringBuilder();
    for (DeviceProvider provider : providers) {
      if (provider.preference() < 0) {
        continue;
      }
      Availability found = provider.probe();
      if (found.usable()) {
        return new DeviceChoice(provider, found.detail() + passedOver);
      }
      passedOver.append("; not ").append(provider.name()).append(": ").append(found.headline());
    }
    throw new UserError(
        "no device is usable by itself%s; choose one by name: %s".formatted(passedOver, names()));
  }

  private DeviceChoice named(String name) {
    DeviceProvider provider =
        providers.stream()
            .filter(p -> p.name().equals(name))
            .findFirst()
            .orElseThrow(() -> unknown(name));
    Availability found = provider.probe();
    if (!found.usable()) {
      throw new UserError("device %s cannot be used here: %s".formatted(name, found.detail()));
    }
    return new DeviceChoice(provider, found.detail());
  }

  private UserError unknown(String name) {
    List<String> known = providers.stream().map(DeviceProvider::name).toList();
    return new UserError(
        "unknown device '%s'%s; known devices: %s, %s"
            .formatted(name, Suggestions.didYouMean(name, known), AUTO, names()));
  }

  private String names() {
    return providers.stream().map(DeviceProvider::name).collect(Collectors.joining(", "));
  }
}
