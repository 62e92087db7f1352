package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Norms and 1x1 convolutions of several maps at once. */
final class JoinedConv2dCases implements Family {
  @Override
  public String name() {
    return "JoinedConv2d";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        new Maps(4, Shape.of(1, 8, 8), List.of(16, 16)).layer(16, false),
        new Maps(3, Shape.of(1, 5, 6), List.of(3, 1, 4)).layer(5, true),
        new Maps(2, Shape.of(1, 7, 4), List.of(8)).layer(3, false),
        new Maps(4, Shape.of(1, 6, 6), List.of(16, 16, 16)).afterAnother(8));
  }

  /** Maps of some widths, and what reads them. */
  private static final class Maps {
    private final int batch;
    private final Shape shape;
    private final List<Integer> widths;
    private final int channels;
    private final Scenario.Builder scenario;
    private final List<Operand> x;

    Maps(int batch, Shape shape, List<Integer> widths) {
      this.batch = batch;
      this.shape = shape;
      this.widths = widths;
      this.channels = sum(widths);
      this.scenario = Scenario.named(batch + " x " + shape + ", " + widths);
      scenario.terms((long) batch * shape.pixels());
      this.x =
          IntStream.range(0, widths.size())
              .mapToObj(i -> map("x" + i, widths.get(i), Fill.awayFromZero()))
              .toList();
    }

    private static int sum(List<Integer> widths) {
      return widths.stream().mapToInt(Integer::intValue).sum();
    }

    private Operand map(String name, int width, Fill fill) {
      return scenario.given(name, shape.withChannels(width), batch, fill);
    }

    /** One op and its gradient. */
    Scenario layer(int filters, boolean others) {
      Layer layer = new Layer("", channels, filters);
      JoinedConv2d op = new JoinedConv2d(x.size(), 0, layer.norm, layer.conv);
      forward(op, layer, x, List.of());
      List<Operand> gradients =
          IntStream.range(0, x.size())
              .mapToObj(i -> scenario.computed("dx" + i, shape.withChannels(widths.get(i)), batch))
              .toList();
      Operand dz = map("dz", filters, Fill.normal(1));
      List<Operand> read = new ArrayList<>(x);
      read.addAll(List.of(layer.y, dz, layer.weight, layer.scale, layer.shift));
      read.addAll(layer.saved);
      if (others) {
        IntStream.range(0, x.size())
            .forEach(i -> read.add(map("other" + i, widths.get(i), Fill.normal(1))));
      }
      List<Operand> written = new ArrayList<>(gradients);
      for (Operand parameter : List.of(layer.scale, layer.shift, layer.weight)) {
        Operand gradient =
            scenario.computed("d" + parameter.name(), Space.GRADIENT, parameter.shape());
        written.add(gradient);
        scenario.gradient(parameter, gradient, layer.z, dz);
      }
      if (!others) {
        IntStream.range(0, x.size())
            .forEach(i -> scenario.gradient(x.get(i), gradients.get(i), layer.z, dz));
      }
      written.add(space("dy", channels));
      written.add(space("again", channels));
      return scenario.step(new JoinedConv2dGrad(op, others), read, written).build();
    }

    /** An op that is given the statistics of all maps but the first, as another one has them. */
    Scenario afterAnother(int filters) {
      List<Operand> older = x.subList(1, x.size());
      Layer before = new Layer("before ", sum(widths.subList(1, widths.size())), filters);
      forward(
          new JoinedConv2d(older.size(), 0, before.norm, before.conv), before, older, List.of());
      Layer layer = new Layer("", channels, filters);
      JoinedConv2d op = new JoinedConv2d(x.size(), older.size(), layer.norm, layer.conv);
      forward(op, layer, x, before.saved.subList(0, 2));
      return scenario.build();
    }

    private void forward(
        JoinedConv2d op, Layer layer, List<Operand> maps, List<Operand> statistics) {
      List<Operand> read = new ArrayList<>(maps);
      read.addAll(List.of(layer.scale, layer.shift, layer.runningMean, layer.runningVariance));
      read.add(layer.weight);
      read.addAll(statistics);
      List<Operand> written = new ArrayList<>(List.of(layer.z, layer.y));
      written.addAll(layer.saved);
      int width = maps.stream().mapToInt(map -> map.shape().channels()).sum();
      written.add(space(layer.name + "joined", width));
      scenario.step(op, read, written);
    }

    private Operand space(String name, int width) {
      return scenario.internal(name, Space.ACTIVATION, shape.withChannels(width), batch);
    }

    /** The operands of one op besides the maps. */
    private final class Layer {
      private final String name;
      private final BatchNorm norm;
      private final Conv2d conv;
      private final Operand scale;
      private final Operand shift;
      private final Operand runningMean;
      private final Operand runningVariance;
      private final Operand weight;
      private final Operand z;
      private final Operand y;
      private final List<Operand> saved;

      Layer(String name, int width, int filters) {
        this.name = name;
        this.norm = new BatchNorm(1e-5, 0.1, true);
        this.conv = new Conv2d(filters, new Window(1, 1, 0), 1, false);
        Shape vector = Shape.of(width);
        scale = scenario.parameter(name + "scale", vector, Fill.uniform(0.8, 1.5));
        shift = scenario.parameter(name + "shift", vector, Fill.uniform(-0.2, 0.2));
        runningMean =
            scenario.updated(name + "runningMean", Space.STATE, vector, Fill.uniform(-1, 1));
        runningVariance =
            scenario.updated(name + "runningVariance", Space.STATE, vector, Fill.uniform(0.5, 2));
        weight =
            scenario.parameter(name + "weight", Shape.of(filters, width, 1, 1), Fill.normal(0.3));
        z = scenario.computed(name + "z", shape.withChannels(filters), batch);
        y = space(name + "y", width);
        Shape bytes = Shape.of(BatchNorm.maskBytes(shape.withChannels(width).elements()));
        saved =
            List.of(
                scenario.computed(name + "mean", Space.STATISTIC, vector),
                scenario.internal(name + "second", Space.STATISTIC, vector, 1),
                scenario.internal(name + "mask", Space.MASK, bytes, batch));
      }
    }
  }
}
