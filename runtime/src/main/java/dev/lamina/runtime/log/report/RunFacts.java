package dev.lamina.runtime.log.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a run before its first epoch.
 *
 * @param model name
 * @param epochs how many there will be
 * @param parameters trainable numbers
 * @param multiplyAdds of one forward pass, per image
 * @param classNames in the order of the labels
 * @param settings by dotted names
 * @param notice what to know about the data before believing a result
 * @param diagram the network as SVG
 */
public record RunFacts(
    String model,
    int epochs,
    long parameters,
    long multiplyAdds,
    List<String> classNames,
    Map<String, Object> settings,
    Optional<String> notice,
    Optional<Diagram> diagram) {

  /**
   * A picture of a network.
   *
   * @param svg the file's text
   */
  public record Diagram(String svg) {}

  public RunFacts {
    classNames = List.copyOf(classNames);
  }
}
