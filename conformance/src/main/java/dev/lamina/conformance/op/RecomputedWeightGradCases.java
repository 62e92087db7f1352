package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormRecompute;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.RecomputedWeightGrad;
import dev.lamina.graph.op.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Weight gradients of convolutions behind a norm that is computed again. */
final class RecomputedWeightGradCases implements Family {
  @Override
  public String name() {
    return "RecomputedWeightGrad";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, Shape.of(16, 8, 8), conv(16, 3, 1, false)),
        scenario(1, Shape.of(5, 7, 6), conv(3, 1, 0, true)),
        scenario(5, Shape.of(24, 9, 8), conv(4, 3, 1, true)));
  }

  private static Conv2d conv(int filters, int kernel, int padding, boolean bias) {
    return new Conv2d(filters, new Window(kernel, 1, padding), 1, bias);
  }

  private static Scenario scenario(int batch, Shape in, Conv2d conv) {
    BatchNorm norm = new BatchNorm(1e-5, 0.1, true);
    Shape channels = Shape.of(in.channels());
    int kernel = conv.window().kernel();
    Shape filters = Shape.of(conv.filters(), in.channels(), kernel, kernel);
    Shape out = in.withChannels(conv.filters());
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + norm + ", " + conv);
    scenario.terms((long) batch * in.pixels());
    Operand x = scenario.given("x", in, batch, Fill.awayFromZero());
    Operand scale = scenario.parameter("scale", channels, Fill.uniform(0.5, 1.5));
    Operand shift = scenario.parameter("shift", channels, Fill.uniform(-0.2, 0.2));
    Operand runningMean =
        scenario.updated("runningMean", Space.STATE, channels, Fill.uniform(-1, 1));
    Operand runningVariance =
        scenario.updated("runningVariance", Space.STATE, channels, Fill.uniform(0.5, 2));
    Operand y = scenario.computed("y", in, batch);
    Operand mean = scenario.computed("mean", Space.STATISTIC, channels);
    Operand second = scenario.internal("second", Space.STATISTIC, channels, 1);
    List<Operand> normed = new ArrayList<>(List.of(y, mean, second));
    Shape bytes = Shape.of(BatchNorm.maskBytes(in.elements()));
    normed.add(scenario.internal("mask", Space.MASK, bytes, batch));
    Operand weight = scenario.parameter("weight", filters, Fill.normal(0.2));
    Operand z = scenario.computed("z", out, batch);
    Operand dz = scenario.given("dz", out, batch, Fill.normal(1));
    Operand dweight = scenario.computed("dweight", Space.GRADIENT, filters);
    Operand again = scenario.internal("again", Space.ACTIVATION, in, batch);
    List<Operand> read = new ArrayList<>(List.of(y, weight));
    List<Operand> gradients = new ArrayList<>(List.of(dweight));
    scenario.gradient(weight, dweight, z, dz);
    if (conv.bias()) {
      Operand bias = scenario.parameter("bias", Shape.of(conv.filters()), Fill.normal(1));
      Operand dbias = scenario.computed("dbias", Space.GRADIENT, bias.shape());
      read.add(bias);
      gradients.add(dbias);
      scenario.gradient(bias, dbias, z, dz);
    }
    gradients.add(again);
    return scenario
        .step(norm, List.of(x, scale, shift, runningMean, runningVariance), normed)
        .step(conv, read, List.of(z))
        .step(
            new RecomputedWeightGrad(new BatchNormRecompute(norm), new Conv2dWeightGrad(conv)),
            List.of(x, scale, shift, mean, second, dz),
            gradients)
        .build();
  }
}
