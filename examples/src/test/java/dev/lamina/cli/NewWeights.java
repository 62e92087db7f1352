package dev.lamina.cli;

import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.file.Path;
import java.util.Map;

/** Weights that nobody trained, for commands that only need a file. */
final class NewWeights {
  private NewWeights() {}

  /** Writes a network's weights; returns the file. */
  static Path of(String network, Path folder) {
    Path file = folder.resolve(network + "-new.safetensors");
    try (NetworkSession session =
        NetworkSession.open(
            Networks.installed().named(network),
            Devices.installed().select("reference").open(DeviceOptions.defaults()),
            SessionOptions.inference(1))) {
      session.initialize(1);
      ModelWeights.save(session, file, Map.of("epoch", "0"));
    }
    return file;
  }
}
