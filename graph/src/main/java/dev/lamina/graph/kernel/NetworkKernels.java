package dev.lamina.graph.kernel;

import dev.lamina.graph.ir.Node;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.plan.PlannedNetwork;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The kernels of a network's fused ops as one file in CUDA C: each kernel once, under the names of
 * the nodes that run it. The same network gives the same text.
 */
public final class NetworkKernels {

  private static final int WIDTH = 100;
  private static final String NODE_INDENT = "//   ";

  private static final String HEADER =
      """
      // The fused ops of %s in CUDA C: one kernel for each chain of ops that treat every element
      // alike. Written by Lamina from the network's declaration.
      //
      // The device puts its own definitions before this text: real is float or bfloat16, load and
      // store read and write one as a float, EACH strides over n elements, activated and slope are
      // the activation functions and their derivatives, drawKey and kept the draws of dropouts,
      // normal and centred what a norm does to a number, forward and backward.
      """;

  private NetworkKernels() {}

  /** The file; empty if the network has no fused op. */
  public static String of(PlannedNetwork planned) {
    Map<String, Fused> kernels = new LinkedHashMap<>();
    Map<String, Set<String>> users = new LinkedHashMap<>();
    Stream.of(
            planned.training().forward(),
            planned.training().backward(),
            planned.inference().nodes())
        .flatMap(List::stream)
        .filter(node -> node.op() instanceof Fused)
        .forEach(node -> add(node, (Fused) node.op(), kernels, users));
    return kernels.isEmpty() ? "" : HEADER.formatted(planned.model().name()) + all(kernels, users);
  }

  private static void add(
      Node node, Fused op, Map<String, Fused> kernels, Map<String, Set<String>> users) {
    String function = KernelText.function(op);
    kernels.putIfAbsent(function, op);
    users.computeIfAbsent(function, name -> new LinkedHashSet<>()).add(node.name());
  }

  private static String all(Map<String, Fused> kernels, Map<String, Set<String>> users) {
    return kernels.entrySet().stream()
        .map(kernel -> "\n" + nodes(users.get(kernel.getKey())) + KernelText.of(kernel.getValue()))
        .collect(Collectors.joining());
  }

  /** The names in lines of comments. */
  private static String nodes(Set<String> names) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder("// Runs as");
    for (String name : names) {
      String separator = line.toString().endsWith("as") ? " " : ", ";
      if (line.length() + separator.length() + name.length() >= WIDTH) {
        text.append(line).append(",\n");
        line = new StringBuilder(NODE_INDENT).append(name);
      } else {
        line.append(separator).append(name);
      }
    }
    return text.append(line).append(".\n").toString();
  }
}
