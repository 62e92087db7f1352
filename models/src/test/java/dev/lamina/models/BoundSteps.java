package dev.lamina.models;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.ForwardingDevice;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A process that binds all kernels of a network's training step, by its own recipe, and of its
 * inference, and runs none. It writes a file with each kernel's op and implementation on a line,
 * and a tab between them.
 */
public final class BoundSteps {
  private BoundSteps() {}

  /** Arguments: network, precision, file. */
  public static void main(String[] args) throws IOException {
    CompiledNetwork network = Networks.installed().named(args[0]);
    DeviceOptions options =
        new DeviceOptions(Optional.of(Precision.valueOf(args[1])), OptionalInt.of(1));
    Watched device = new Watched(Devices.installed().select("onednn").open(options));
    NetworkSession.open(network, device, SessionOptions.training(network.recipe())).close();
    Files.write(Path.of(args[2]), device.kernels);
  }

  private static final class Watched extends ForwardingDevice {
    private final List<String> kernels = new ArrayList<>();

    Watched(Device device) {
      super(device);
    }

    @Override
    public Kernel bind(Binding binding) {
      Kernel kernel = super.bind(binding);
      kernels.add(binding.op().mnemonic() + "\t" + kernel.implementation());
      return kernel;
    }
  }
}
