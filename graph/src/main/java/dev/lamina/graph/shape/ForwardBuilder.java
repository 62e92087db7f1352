package dev.lamina.graph.shape;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.diagnostics.Diagnostics;
import dev.lamina.graph.diagnostics.Message;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.ir.Parameter;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.ShapedGraph;
import dev.lamina.graph.ir.Site;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.ir.Value;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.rule.ParameterNeed;
import dev.lamina.graph.rule.Rules;
import dev.lamina.graph.tree.NetworkTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collects the nodes, values and parameters of the forward graph. */
final class ForwardBuilder {

  /** Arenas are indexed with ints times the batch: leave room for batches. */
  static final long MOST_ELEMENTS = 1L << 26;

  /** The arena of all parameters is one vector, whose length is an int. */
  static final long MOST_PARAMETERS = 1L << 30;

  private static final String REPAIR = "fewer channels, or strides before it";

  private final NetworkTree network;
  private final Diagnostics diagnostics;
  private final List<Node> nodes = new ArrayList<>();
  private final List<Parameter> parameters = new ArrayList<>();
  private final List<Parameter> states = new ArrayList<>();
  private final Map<String, String> ownerOfParameter = new HashMap<>();

  /** One wrong prefix makes many names collide: each member is told of the first. */
  private final Set<String> membersOfDuplicates = new HashSet<>();

  private final Map<String, Long> parametersOfMember = new LinkedHashMap<>();
  private final Map<String, Origin> originOfMember = new HashMap<>();

  private boolean tooLarge;
  private int nextId;
  private int dropouts;
  private final Value input;
  private final Value random;

  ForwardBuilder(NetworkTree network, Diagnostics diagnostics) {
    this.network = network;
    this.diagnostics = diagnostics;
    this.input = value("input", Space.INPUT, network.input());
    this.random = value("random", Space.RANDOM, Shape.of(2));
  }

  Value input() {
    return input;
  }

  /** Reports an image that is too large. */
  void checkInput() {
    Origin origin = network.origin().attribute("input");
    checkSize("the input", network.input(), origin, "smaller images");
  }

  /** Whether something was too large; then nothing that follows from it can be counted. */
  boolean isTooLarge() {
    return tooLarge;
  }

  /** A number for the next dropout. */
  int nextDropout() {
    return dropouts++;
  }

  /** Adds a node. */
  Value node(
      String path, ForwardOp op, List<Value> inputs, Shape output, WeightNames names, Site site) {
    List<Value> all = new ArrayList<>(inputs);
    for (ParameterNeed need : Rules.parameters(op, inputs.get(0).shape())) {
      all.add(parameter(need, names, path, site));
      checkSize(names.of(need.suffix()), need.shape(), blamed(op, site), REPAIR);
      count(need, site.member(), blamed(op, site));
    }
    if (op instanceof Dropout) {
      all.add(random);
    }
    checkSize(path, output, blamed(op, site), REPAIR);
    Value result = value(path, Space.ACTIVATION, output);
    nodes.add(new Node(path, op, all, List.of(result), site));
    return result;
  }

  private Value parameter(ParameterNeed need, WeightNames names, String path, Site site) {
    String name = names.of(need.suffix());
    String owner = ownerOfParameter.putIfAbsent(name, path);
    if (owner != null && membersOfDuplicates.add(site.member())) {
      diagnostics.report(Message.DUPLICATE_PARAMETER, names.origin(), path, name, owner);
    }
    Space space = need.role().trainable() ? Space.PARAMETER : Space.STATE;
    Value value = value(name, space, need.shape());
    (need.role().trainable() ? parameters : states)
        .add(new Parameter(value, Initializers.of(need, network.initialization()), path));
    return value;
  }

  /** The attribute that makes an operation as large as it is. */
  private static Origin blamed(ForwardOp op, Site site) {
    if (op instanceof Conv2d) {
      return site.origin().attribute("filters");
    }
    return op instanceof Linear ? site.origin().attribute("units") : site.origin();
  }

  private void checkSize(String path, Shape shape, Origin origin, String repair) {
    double elements =
        shape.dims().stream().mapToDouble(Integer::doubleValue).reduce(1, (a, b) -> a * b);
    if (elements > MOST_ELEMENTS && !tooLarge) {
      tooLarge = true;
      diagnostics.report(
          Message.TOO_LARGE, origin, path, shape, (long) elements, MOST_ELEMENTS, repair);
    }
  }

  private void count(ParameterNeed need, String member, Origin origin) {
    if (!tooLarge) {
      parametersOfMember.merge(member, need.shape().elements(), Long::sum);
      originOfMember.putIfAbsent(member, origin);
    }
  }

  /** Reports parameters that are too many in all, or none. */
  void checkParameters() {
    if (parametersOfMember.isEmpty() && !diagnostics.hasErrors()) {
      diagnostics.report(Message.NO_PARAMETERS, network.origin(), network.name());
    }
    long all = parametersOfMember.values().stream().mapToLong(Long::longValue).sum();
    if (!tooLarge && all > MOST_PARAMETERS) {
      Map.Entry<String, Long> largest =
          Collections.max(parametersOfMember.entrySet(), Map.Entry.comparingByValue());
      diagnostics.report(
          Message.TOO_MANY_PARAMETERS,
          originOfMember.get(largest.getKey()),
          all,
          MOST_PARAMETERS,
          largest.getValue(),
          largest.getKey());
    }
  }

  private Value value(String name, Space space, Shape shape) {
    return new Value(nextId++, name, space, shape);
  }

  ShapedGraph finish(Value logits) {
    return new ShapedGraph(
        network.name(),
        input,
        network.classes(),
        nodes,
        logits,
        parameters,
        states,
        Map.of(),
        random,
        network.origin());
  }
}
