package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.device.Availability;
import dev.lamina.runtime.device.DeviceProvider;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.Networks;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code lamina doctor}: what this machine has, and why something cannot be used. */
@Command(
    name = "doctor",
    description = "Looks at the JDK, the processor, the devices, the networks and the data.",
    footer = {"", "Example:", "  lamina doctor --data data"})
final class DoctorCommand implements Runnable {
  private final Terminal terminal;

  @Mixin private DataParameter data;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    line("java", "%s, %s", property("java.version"), property("java.vm.name"));
    line("system", "%s %s, %s", property("os.name"), property("os.version"), property("os.arch"));
    Processor processor = Processor.read();
    line("processor", "%s, %d cores", processor.model(), processor.cores());
    line("features", "%s", String.join(" ", processor.features()));
    line("heap", "at most %d MiB", Runtime.getRuntime().maxMemory() >> 20);
    Devices devices = Devices.installed();
    devices.providers().forEach(this::device);
    line("auto", "%s", automatic(devices));
    List<String> networks = Networks.installed().names();
    line("networks", "%s", networks.isEmpty() ? "none" : String.join(", ", networks));
    line("data", "%s", data());
  }

  private static String property(String name) {
    return System.getProperty(name);
  }

  private void device(DeviceProvider provider) {
    Availability found = provider.probe();
    String verdict = found.usable() ? "usable" : "not usable";
    line("device", "%s: %s: %s", provider.name(), verdict, found.detail());
  }

  private static String automatic(Devices devices) {
    try {
      return devices.select(Devices.AUTO).name();
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  private String data() {
    try {
      TrainTest found = data.present().load();
      String notice = found.notice().map(text -> "; " + text).orElse("");
      return "%s: %d training and %d test images%s"
          .formatted(found.origin(), found.training().size(), found.test().size(), notice);
    } catch (UserError e) {
      return e.getMessage();
    }
  }

  private void line(String topic, String format, Object... values) {
    terminal.out().println(Terminal.text("%-10s %s", topic, Terminal.text(format, values)));
  }
}
