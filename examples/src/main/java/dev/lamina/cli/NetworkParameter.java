package dev.lamina.cli;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import picocli.CommandLine.Parameters;

/** The network that a command is about. */
final class NetworkParameter {
  @Parameters(
      paramLabel = "MODEL",
      description = "The network, for example ResNet; a wrong name lists the ones there are.")
  private String name;

  CompiledNetwork network() {
    return Networks.installed().named(name);
  }
}
