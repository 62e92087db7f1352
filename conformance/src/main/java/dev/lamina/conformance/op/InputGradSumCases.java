package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Concat;
import dev.lamina.graph.op.ConcatGrad;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dInputGradSum;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** Two 1x1 convolutions of one map, whose gradients are added where the second is computed. */
final class InputGradSumCases implements Family {
  @Override
  public String name() {
    return "InputGradSum";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
        scenario(8, Shape.of(64, 8, 8), conv(24, false)),
        scenario(3, Shape.of(16, 7, 5), conv(16, true)),
        scenario(3, Shape.of(24, 5, 7), conv(8, true)),
        scenario(1, Shape.of(5, 9, 6), conv(3, false)),
        scenario(3, Shape.of(1, 5, 5), conv(4, false)),
        scenario(1, Shape.of(96, 16, 16), conv(32, true)),
        scenario(3, Shape.of(256, 6, 5), conv(32, false)),
        scenario(1, Shape.of(32, 6, 6), conv(160, false)));
  }

  private static Conv2d conv(int filters, boolean bias) {
    return new Conv2d(filters, new Window(1, 1, 0), 1, bias);
  }

  /** The first convolution is one of 3 filters, whose gradient is the term. */
  private static Scenario scenario(int batch, Shape in, Conv2d conv) {
    Conv2d other = conv(3, false);
    Shape out = in.withChannels(other.filters() + conv.filters());
    Scenario.Builder scenario = Scenario.named(batch + " x " + in + ", " + conv);
    scenario.terms((long) batch * in.pixels() + in.channels() + out.channels());
    Operand x = scenario.given("x", in, batch, Fill.normal(1));
    Operand[] weights = {
      weight("first", in, other, scenario), weight("weight", in, conv, scenario)
    };
    Operand[] y = {
      scenario.computed("y0", in.withChannels(other.filters()), batch),
      scenario.computed("y1", in.withChannels(conv.filters()), batch)
    };
    Operand z = scenario.computed("z", out, batch);
    Operand dz = scenario.given("dz", out, batch, Fill.normal(1));
    Operand[] dy = {
      scenario.computed("dy0", y[0].shape(), batch), scenario.computed("dy1", y[1].shape(), batch)
    };
    Operand term = scenario.computed("term", in, batch);
    Operand dx = scenario.computed("dx", in, batch);
    Operand dweight = scenario.computed("dweight", Space.GRADIENT, weights[1].shape());
    ConcatGrad split = new ConcatGrad(List.of(other.filters(), conv.filters()), List.of(0, 1));
    return scenario
        .gradient(x, dx, z, dz)
        .gradient(weights[1], dweight, z, dz)
        .step(other, List.of(x, weights[0]), List.of(y[0]))
        .step(conv.withBias(false), List.of(x, weights[1]), List.of(y[1]))
        .step(new Concat(2), List.of(y), List.of(z))
        .step(split, List.of(dz), List.of(dy))
        .step(new Conv2dInputGrad(other), List.of(dy[0], weights[0]), List.of(term))
        .step(new Conv2dWeightGrad(conv.withBias(false)), List.of(x, dy[1]), List.of(dweight))
        .step(new Conv2dInputGradSum(conv), List.of(dy[1], weights[1], term), List.of(dx))
        .build();
  }

  private static Operand weight(String name, Shape in, Conv2d conv, Scenario.Builder scenario) {
    return scenario.parameter(
        name, Shape.of(conv.filters(), in.channels(), 1, 1), Fill.normal(0.2));
  }
}
