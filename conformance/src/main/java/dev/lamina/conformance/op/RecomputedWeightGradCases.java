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
    Shape out = in.withChannels(conv.filters());
    NormOperands o = new NormOperands(batch, in, norm + ", " + conv);
    Shape maskBytes = Shape.of(BatchNorm.maskBytes(in.elements()));
    Operand mask = o.scenario.internal("mask", Space.MASK, maskBytes, batch);
    Operand y = o.computed("y");
    Operand z = o.scenario.computed("z", out, batch);
    Operand dz = o.scenario.given("dz", out, batch, Fill.normal(1));
    List<Operand> read = new ArrayList<>(List.of(y));
    List<Operand> gradients = new ArrayList<>();
    for (Operand parameter : parameters(in, conv, o.scenario)) {
      Operand gradient =
          o.scenario.computed("d" + parameter.name(), Space.GRADIENT, parameter.shape());
      read.add(parameter);
      gradients.add(gradient);
      o.scenario.gradient(parameter, gradient, z, dz);
    }
    gradients.add(o.scenario.internal("again", Space.ACTIVATION, in, batch));
    return o.scenario
        .step(
            norm,
            List.of(o.x, o.scale, o.shift, o.runningMean, o.runningVariance),
            List.of(y, o.mean, o.second, mask))
        .step(conv, read, List.of(z))
        .step(
            new RecomputedWeightGrad(new BatchNormRecompute(norm), new Conv2dWeightGrad(conv)),
            List.of(o.x, o.scale, o.shift, o.mean, o.second, dz),
            gradients)
        .build();
  }

  private static List<Operand> parameters(Shape in, Conv2d conv, Scenario.Builder scenario) {
    int kernel = conv.window().kernel();
    Shape filters = Shape.of(conv.filters(), in.channels(), kernel, kernel);
    Operand weight = scenario.parameter("weight", filters, Fill.normal(0.2));
    return conv.bias()
        ? List.of(weight, scenario.parameter("bias", Shape.of(conv.filters()), Fill.normal(1)))
        : List.of(weight);
  }
}
