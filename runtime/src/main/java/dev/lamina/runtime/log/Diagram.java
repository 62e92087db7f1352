package dev.lamina.runtime.log;

import dev.lamina.runtime.log.report.RunFacts;
import dev.lamina.runtime.network.CompiledNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/** The picture of a network that the compiler left beside its class. */
final class Diagram {

  private Diagram() {}

  /** The SVG, empty where the network was not compiled with one. */
  static Optional<RunFacts.Diagram> of(CompiledNetwork network) throws IOException {
    Class<?> compiled = network.getClass();
    for (Class<?> declared : candidates(compiled)) {
      // From the root, wherever the class itself lies.
      String path = "/META-INF/lamina/" + declared.getName() + ".svg";
      try (InputStream in = compiled.getResourceAsStream(path)) {
        if (in != null) {
          String svg = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          return Optional.of(new RunFacts.Diagram(svg));
        }
      }
    }
    return Optional.empty();
  }

  /** The declared type, an interface or a class, is one of those that the compiled one extends. */
  private static Iterable<Class<?>> candidates(Class<?> compiled) {
    return Stream.concat(Stream.of(compiled.getInterfaces()), Stream.of(compiled.getSuperclass()))
        .toList();
  }
}
