package dev.lamina.cli;

import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import java.util.Iterator;
import picocli.CommandLine.Parameters;

/** The network that a command is about. */
final class NetworkParameter {
  @Parameters(
      index = "0",
      completionCandidates = Names.class,
      paramLabel = "MODEL",
      description = "The network, for example ResNet; a wrong name lists the ones there are.")
  private String name;

  CompiledNetwork network() {
    return Networks.installed().named(name);
  }

  /** For completion. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Networks.installed().names().iterator();
    }
  }
}
