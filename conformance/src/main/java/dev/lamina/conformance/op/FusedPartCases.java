package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Fused;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.FusedStep.Apply;
import dev.lamina.graph.op.FusedStep.Draw;
import dev.lamina.graph.op.FusedStep.Drop;
import dev.lamina.graph.op.FusedStep.Join;
import dev.lamina.graph.op.FusedStep.Lead;
import dev.lamina.graph.op.FusedStep.Slice;
import dev.lamina.graph.op.FusedStep.Slope;
import dev.lamina.graph.op.FusedStep.Sum;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Chains that read parts where they lie: concatenations with what follows them, and gradients of
 * concatenations of which a chain goes on with one part, be it the first, one in the middle or the
 * last.
 */
final class FusedPartCases implements Family {
  private static final double RATE = 0.25;
  private static final Fill SMALL = Fill.uniform(-0.3, 0.3);

  @Override
  public String name() {
    return "Fused parts";
  }

  @Override
  public Stream<Scenario> scenarios() {
    Stream<Scenario> ofFunctions =
        Arrays.stream(ActivationFunction.values())
            .flatMap(
                function ->
                    Stream.of(
                        joinedSum(function, 8, 8, 16, 16),
                        joinedSum(function, 3, 5, 3, 1, 7),
                        activatedPart(function, 8, 8, 16, 32, 16),
                        activatedPart(function, 3, 5, 1, 5, 4)));
    Stream<Scenario> others =
        Stream.of(
            joined(8, 8, 16, 16),
            joined(3, 5, 3, 1, 7),
            joined(1, 1, 5, 2),
            joinedDropout(3, 6, 5, 16),
            joinedWithItself(3, 5, 7),
            readTwice(8, 8, 16, 16),
            readTwice(3, 5, 5, 3),
            summed(ActivationFunction.RELU, 8, 8, 48, 16, 32),
            summed(ActivationFunction.LEAKY_RELU, 3, 7, 13, 0, 5),
            summed(ActivationFunction.TANH, 3, 7, 13, 4, 5),
            droppedPart(3, 6, 5, 16),
            normedPart(8, 8, 16, 16, true),
            normedPart(3, 7, 5, 3, true),
            normedPart(3, 7, 24, 16, false));
    return Stream.concat(ofFunctions, others);
  }

  /** {@code y = f(concat(parts) + other)}, and back to all of these; the sum is kept for GELU. */
  private static Scenario joinedSum(
      ActivationFunction function, int batch, int size, int... channels) {
    Maps maps = new Maps(batch, size, "joined sum with " + function, channels);
    int parts = channels.length;
    boolean fromOutput = function.gradientUsesOutput();
    Fused forward =
        new Fused(
            parts + 1,
            List.of(
                new Join(range(parts)),
                new Sum(List.of(parts + 1, parts)),
                new Apply(function, parts + 2)),
            fromOutput ? List.of(parts + 3) : List.of(parts + 3, parts + 2));
    Operand other = maps.scenario.given("other", maps.whole, batch, SMALL);
    List<Operand> inputs = maps.parts(ActivationCases.input(function));
    Operand y = maps.computed("y", maps.whole);
    Operand saved = fromOutput ? y : maps.computed("sum", maps.whole);
    Operand dy = maps.given("dy", maps.whole);
    Operand dsum = maps.computed("dsum", maps.whole);
    List<Operand> gradients = maps.gradients(inputs, y, dy);
    return maps.scenario
        .step(
            forward,
            Stream.concat(inputs.stream(), Stream.of(other)).toList(),
            fromOutput ? List.of(y) : List.of(y, saved))
        .step(
            new Fused(2, List.of(new Slope(function, 0, 1)), List.of(2)),
            List.of(saved, dy),
            List.of(dsum))
        .step(maps.split(), List.of(dsum), gradients)
        .gradient(other, dsum, y, dy)
        .build();
  }

  /** {@code y = relu(concat(parts))}; and again with the joined map as an output too. */
  private static Scenario joined(int batch, int size, int... channels) {
    Maps maps = new Maps(batch, size, "joined", channels);
    int parts = channels.length;
    List<FusedStep> steps =
        List.of(new Join(range(parts)), new Apply(ActivationFunction.RELU, parts));
    List<Operand> inputs = maps.parts(Fill.awayFromZero());
    Operand y = maps.computed("y", maps.whole);
    List<Operand> both =
        List.of(maps.computed("again", maps.whole), maps.computed("whole", maps.whole));
    return maps.scenario
        .step(new Fused(parts, steps, List.of(parts + 1)), inputs, List.of(y))
        .step(new Fused(parts, steps, List.of(parts + 1, parts)), inputs, both)
        .build();
  }

  /** A dropout of a concatenation, whose mask alone is needed again. */
  private static Scenario joinedDropout(int batch, int size, int... channels) {
    Maps maps = new Maps(batch, size, "joined and dropped", channels);
    int parts = channels.length;
    Fused forward =
        new Fused(
            parts + 1,
            List.of(
                new Join(range(parts)),
                new Draw(parts, RATE, 3),
                new Drop(parts + 1, parts + 2, RATE)),
            List.of(parts + 3, parts + 2));
    List<Operand> inputs = maps.parts(Fill.normal(1));
    Operand y = maps.computed("y", maps.whole);
    Operand mask = maps.mask(maps.whole);
    Operand dy = maps.given("dy", maps.whole);
    Operand dwhole = maps.computed("dwhole", maps.whole);
    List<Operand> gradients = maps.gradients(inputs, y, dy);
    return maps.scenario
        .step(
            forward,
            Stream.concat(inputs.stream(), Stream.of(maps.random())).toList(),
            List.of(y, mask))
        .step(
            new Fused(2, List.of(new Drop(0, 1, RATE)), List.of(2)),
            List.of(dy, mask),
            List.of(dwhole))
        .step(maps.split(), List.of(dwhole), gradients)
        .build();
  }

  /** {@code tanh(concat(a, a))}. */
  private static Scenario joinedWithItself(int batch, int size, int channels) {
    Maps maps = new Maps(batch, size, "joined with itself", channels, channels);
    Operand a = maps.scenario.given("a", maps.part(0), batch, Fill.uniform(-2, 2));
    Fused op =
        new Fused(
            1, List.of(new Join(List.of(0, 0)), new Apply(ActivationFunction.TANH, 1)), List.of(2));
    return maps.scenario.step(op, List.of(a), List.of(maps.computed("y", maps.whole))).build();
  }

  /** {@code y = concat(a, f(b), c)}; the gradient of b goes on from its part of dy. */
  private static Scenario activatedPart(
      ActivationFunction function, int batch, int size, int... channels) {
    Maps maps = new Maps(batch, size, "part with " + function, channels);
    List<Operand> parts = maps.parts(Fill.normal(1));
    Operand x = maps.scenario.given("x", maps.part(1), batch, ActivationCases.input(function));
    Operand activated = maps.computed("activated", maps.part(1));
    Operand y = maps.computed("y", maps.whole);
    Operand dy = maps.given("dy", maps.whole);
    Operand dx = maps.computed("dx", maps.part(1));
    Operand saved = function.gradientUsesOutput() ? activated : x;
    Fused gradient =
        new Fused(2, List.of(new Slice(1, channels[0]), new Slope(function, 0, 2)), List.of(3));
    return maps.scenario
        .step(new Activation(function), List.of(x), List.of(activated))
        .step(new Concat(3), List.of(parts.get(0), activated, parts.get(2)), List.of(y))
        .step(gradient, List.of(saved, dy), List.of(dx))
        .gradient(x, dx, y, dy)
        .build();
  }

  /** {@code y = concat(a, b, a)}: the gradient of a is the sum of two parts. */
  private static Scenario readTwice(int batch, int size, int own, int other) {
    Maps maps = new Maps(batch, size, "read twice", own, other, own);
    Operand a = maps.scenario.given("a", maps.part(0), batch, Fill.normal(1));
    Operand b = maps.scenario.given("b", maps.part(1), batch, Fill.normal(1));
    Operand y = maps.computed("y", maps.whole);
    Operand dy = maps.given("dy", maps.whole);
    Operand da = maps.computed("da", maps.part(0));
    Fused sum =
        new Fused(
            1,
            List.of(new Slice(0, 0), new Slice(0, own + other), new Sum(List.of(1, 2))),
            List.of(3));
    return maps.scenario
        .step(new Concat(3), List.of(a, b, a), List.of(y))
        .step(sum, List.of(dy), List.of(da))
        .gradient(a, da, y, dy)
        .build();
  }

  /**
   * The gradients of three readers, one of them a part of a wider one, back through an activation;
   * and the sum of two of them, of which both are read once more.
   */
  private static Scenario summed(
      ActivationFunction function, int batch, int size, int wide, int first, int channels) {
    Maps maps = new Maps(batch, size, "summed, from " + first + ", " + function, wide);
    Shape shape = maps.whole.withChannels(channels);
    Operand one = maps.given("one", shape);
    Operand other = maps.given("other", shape);
    Operand whole = maps.given("whole", maps.whole);
    Operand saved = maps.scenario.given("saved", shape, batch, Fill.uniform(-0.9, 0.9));
    Fused chain =
        new Fused(
            4,
            List.of(new Slice(2, first), new Sum(List.of(0, 4, 1)), new Slope(function, 3, 5)),
            List.of(6, 5));
    Fused two = new Fused(2, List.of(new Slice(1, first), new Sum(List.of(0, 2))), List.of(3));
    return maps.scenario
        .step(two, List.of(other, whole), List.of(maps.computed("two", shape)))
        .step(
            chain,
            List.of(one, other, whole, saved),
            List.of(maps.computed("dx", shape), maps.computed("sum", shape)))
        .build();
  }

  /** {@code y = concat(a, drop(b))}. */
  private static Scenario droppedPart(int batch, int size, int... channels) {
    Maps maps = new Maps(batch, size, "dropped part", channels);
    List<Operand> parts = maps.parts(Fill.normal(1));
    Operand dropped = maps.computed("dropped", maps.part(1));
    Operand mask = maps.mask(maps.part(1));
    Operand y = maps.computed("y", maps.whole);
    Operand dy = maps.given("dy", maps.whole);
    Operand dx = maps.computed("dx", maps.part(1));
    Fused forward =
        new Fused(2, List.of(new Draw(1, RATE, 3), new Drop(0, 2, RATE)), List.of(3, 2));
    Fused gradient =
        new Fused(2, List.of(new Slice(0, channels[0]), new Drop(2, 1, RATE)), List.of(3));
    return maps.scenario
        .step(forward, List.of(parts.get(1), maps.random()), List.of(dropped, mask))
        .step(new Concat(2), List.of(parts.get(0), dropped), List.of(y))
        .step(gradient, List.of(dy, mask), List.of(dx))
        .gradient(parts.get(1), dx, y, dy)
        .build();
  }

  /** A densely connected layer: {@code y = concat(other, norm(x), x)}, where x is kept as it is. */
  private static Scenario normedPart(int batch, int size, int channels, int others, boolean last) {
    BatchNorm norm = new BatchNorm(1e-5, 0.1, false);
    Shape shape = Shape.of(channels, size, size);
    NormOperands o = new NormOperands(batch, shape, "normed part" + (last ? " and last" : ""));
    Shape otherShape = shape.withChannels(others);
    Operand other = o.scenario.given("another", otherShape, batch, Fill.normal(1));
    Operand normed = o.computed("normed");
    Shape whole = shape.withChannels(others + 2 * channels);
    Operand y = o.scenario.computed("y", whole, batch);
    Operand dy = o.scenario.given("dy", whole, batch, Fill.normal(1));
    Operand dnormed = o.computed("dnormed");
    Operand dx = o.computed("dx");
    int first = last ? others + channels : 0;
    List<Integer> widths =
        last ? List.of(others, channels, channels) : List.of(channels, others, channels);
    Fused gradient =
        new Fused(
            7,
            List.of(
                new Lead(new BatchNormGrad(norm), range(6)),
                new Slice(6, first),
                new Sum(List.of(8, 7))),
            List.of(9));
    return o.scenario
        .step(
            norm,
            List.of(o.x, o.scale, o.shift, o.runningMean, o.runningVariance),
            List.of(normed, o.mean, o.second))
        .step(
            new Concat(3),
            last ? List.of(other, normed, o.x) : List.of(o.x, other, normed),
            List.of(y))
        .step(new ConcatGrad(widths, List.of(last ? 1 : 2)), List.of(dy), List.of(dnormed))
        .step(
            gradient,
            List.of(o.x, dnormed, o.scale, o.shift, o.mean, o.second, dy),
            List.of(dx, o.dscale, o.dshift))
        .gradient(o.x, dx, y, dy)
        .gradient(o.scale, o.dscale, y, dy)
        .build();
  }

  private static List<Integer> range(int to) {
    return IntStream.range(0, to).boxed().toList();
  }

  /** Maps of one size, and what they are together. */
  private static final class Maps {
    final Scenario.Builder scenario;
    final Shape whole;
    private final int batch;
    private final int[] channels;

    Maps(int batch, int size, String name, int... channels) {
      this.batch = batch;
      this.channels = channels;
      whole = Shape.of(Arrays.stream(channels).sum(), size, size);
      scenario =
          Scenario.named(
              batch + " x " + Arrays.toString(channels) + " of " + size + "x" + size + ", " + name);
    }

    Shape part(int i) {
      return whole.withChannels(channels[i]);
    }

    /** Back to all parts. */
    ConcatGrad split() {
      return new ConcatGrad(Arrays.stream(channels).boxed().toList(), range(channels.length));
    }

    Operand given(String name, Shape shape) {
      return scenario.given(name, shape, batch, Fill.normal(1));
    }

    Operand computed(String name, Shape shape) {
      return scenario.computed(name, shape, batch);
    }

    List<Operand> parts(Fill fill) {
      return IntStream.range(0, channels.length)
          .mapToObj(i -> scenario.given("part" + i, part(i), batch, fill))
          .toList();
    }

    /** The gradients of all parts, which are claimed to be right. */
    List<Operand> gradients(List<Operand> parts, Operand y, Operand dy) {
      List<Operand> gradients =
          IntStream.range(0, parts.size()).mapToObj(i -> computed("dpart" + i, part(i))).toList();
      for (int i = 0; i < parts.size(); i++) {
        scenario.gradient(parts.get(i), gradients.get(i), y, dy);
      }
      return gradients;
    }

    Operand random() {
      return scenario.given(
          "random", Space.RANDOM, Shape.of(2), 1, Fill.integers(Integer.MAX_VALUE));
    }

    Operand mask(Shape of) {
      Shape bytes = Shape.of(Math.toIntExact(of.elements()));
      return scenario.internal("mask", Space.MASK, bytes, batch);
    }
  }
}
