package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Fill;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Conv2dInputGrad;
import dev.lamina.graph.op.Conv2dWeightGrad;
import dev.lamina.graph.op.Window;
import java.util.List;
import java.util.stream.Stream;

/** Convolutions with both gradients. */
final class Conv2dCases implements Family {
  @Override
  public String name() {
    return "Conv2d";
  }

  @Override
  public Stream<Scenario> scenarios() {
    return Stream.of(
            stemsAndStages(),
            oddShapes(),
            extremeWindows(),
            groups(),
            wholeBlocks(),
            longRows(),
            fewFilters(),
            pointwise())
        .flatMap(s -> s);
  }

  /** What the published networks are made of. */
  private static Stream<Scenario> stemsAndStages() {
    return Stream.of(
        scenario(8, 3, 32, 32, conv(16, 3, 1, 1)),
        scenario(8, 16, 8, 8, conv(16, 3, 1, 1)),
        scenario(3, 16, 16, 16, conv(32, 3, 2, 1)),
        scenario(8, 16, 16, 16, biased(32, 1, 2, 0)),
        scenario(3, 64, 8, 8, conv(64, 3, 1, 1)),
        scenario(3, 64, 8, 8, biased(16, 1, 1, 0)),
        scenario(3, 24, 8, 8, biased(16, 5, 1, 2)),
        scenario(3, 5, 4, 4, biased(64, 3, 1, 1)));
  }

  private static Stream<Scenario> oddShapes() {
    return Stream.of(
        scenario(1, 1, 5, 5, conv(1, 1, 1, 0)),
        scenario(3, 1, 7, 9, biased(16, 3, 1, 1)),
        scenario(3, 3, 13, 11, biased(24, 5, 2, 2)),
        scenario(3, 5, 9, 7, conv(16, 3, 2, 1)),
        scenario(1, 24, 7, 5, biased(16, 1, 1, 0)),
        scenario(3, 16, 15, 17, conv(32, 3, 2, 1)),
        scenario(1, 16, 6, 10, conv(5, 5, 1, 2)),
        scenario(3, 5, 8, 6, biased(3, 2, 1, 0)),
        scenario(3, 3, 9, 8, biased(5, 2, 2, 1)),
        scenario(1, 16, 11, 13, conv(24, 3, 3, 1)),
        scenario(3, 24, 10, 10, conv(24, 5, 3, 2)),
        scenario(1, 3, 6, 6, conv(1, 3, 1, 0)),
        scenario(8, 1, 1, 7, biased(3, 1, 1, 0)));
  }

  /** Maps of one pixel, windows of the whole map, pixels that no window reaches. */
  private static Stream<Scenario> extremeWindows() {
    return Stream.of(
        scenario(3, 16, 1, 1, biased(10, 1, 1, 0)),
        scenario(3, 8, 7, 5, biased(5, 5, 32_768, 2)),
        scenario(3, 16, 1, 1, conv(16, 3, 1, 1)),
        scenario(3, 5, 5, 5, biased(16, 5, 1, 0)),
        scenario(3, 3, 8, 8, biased(16, 3, 2, 0)),
        scenario(3, 3, 10, 10, conv(5, 1, 3, 0)),
        scenario(3, 5, 11, 11, conv(5, 2, 3, 0)),
        scenario(3, 3, 5, 5, conv(16, 3, 1, 2)),
        scenario(1, 3, 4, 4, biased(5, 1, 1, 1)));
  }

  private static Stream<Scenario> groups() {
    return Stream.of(
        scenario(8, 16, 8, 8, grouped(16, 3, 1, 1, 4)),
        scenario(3, 64, 8, 8, grouped(64, 3, 2, 1, 8)),
        scenario(3, 24, 7, 9, grouped(24, 3, 1, 1, 24)),
        scenario(3, 24, 5, 5, grouped(48, 1, 1, 0, 3)),
        scenario(3, 5, 9, 7, grouped(5, 3, 2, 1, 5)),
        scenario(1, 64, 6, 6, grouped(32, 3, 1, 1, 16)),
        scenario(3, 24, 7, 7, grouped(16, 5, 1, 2, 8)),
        scenario(3, 16, 6, 8, new Conv2d(24, new Window(3, 1, 1), 2, true)));
  }

  /** Multiples of 16 channels, for which libraries have code of their own. */
  private static Stream<Scenario> wholeBlocks() {
    return Stream.of(
        scenario(3, 32, 7, 9, grouped(32, 3, 1, 1, 2)),
        scenario(1, 64, 9, 8, grouped(32, 3, 2, 1, 2)),
        scenario(3, 128, 5, 6, biased(32, 1, 1, 0)),
        scenario(3, 16, 6, 10, conv(256, 1, 1, 0)),
        scenario(1, 128, 9, 7, conv(64, 1, 3, 1)),
        scenario(1, 16, 13, 11, biased(16, 5, 3, 2)),
        scenario(3, 16, 7, 5, biased(16, 5, 32_768, 2)),
        scenario(3, 32, 5, 5, conv(16, 3, 1, 2)));
  }

  /** Rows of more pixels than a processor has registers. */
  private static Stream<Scenario> longRows() {
    return Stream.of(
        scenario(3, 16, 4, 37, conv(16, 3, 1, 1)),
        scenario(1, 32, 5, 29, conv(16, 3, 1, 1)),
        scenario(1, 16, 3, 40, biased(16, 3, 1, 1)),
        scenario(1, 48, 3, 33, conv(16, 3, 1, 1)));
  }

  /** Filters that leave a part of a vector of 16 empty, where channels do not. */
  private static Stream<Scenario> fewFilters() {
    return Stream.of(
        scenario(3, 16, 6, 10, conv(8, 5, 1, 2)),
        scenario(1, 32, 7, 5, conv(24, 3, 1, 1)),
        scenario(3, 48, 4, 3, conv(12, 3, 1, 1)),
        scenario(3, 16, 3, 2, conv(8, 7, 1, 3)),
        scenario(3, 16, 6, 10, biased(8, 5, 1, 2)),
        scenario(1, 32, 6, 6, conv(8, 4, 1, 2)));
  }

  /** Layers on every pixel, from few channels to many and from many to few. */
  private static Stream<Scenario> pointwise() {
    return Stream.of(
        scenario(1, 96, 16, 16, conv(24, 1, 1, 0)),
        scenario(3, 32, 5, 7, biased(96, 1, 1, 0)),
        scenario(3, 64, 5, 7, conv(12, 1, 1, 0)),
        scenario(3, 64, 6, 5, biased(160, 1, 1, 0)),
        scenario(3, 96, 5, 7, biased(40, 1, 1, 0)),
        scenario(3, 24, 7, 5, biased(8, 1, 1, 0)));
  }

  private static Conv2d conv(int filters, int kernel, int stride, int padding) {
    return grouped(filters, kernel, stride, padding, 1);
  }

  private static Conv2d grouped(int filters, int kernel, int stride, int padding, int groups) {
    return new Conv2d(filters, new Window(kernel, stride, padding), groups, false);
  }

  private static Conv2d biased(int filters, int kernel, int stride, int padding) {
    return new Conv2d(filters, new Window(kernel, stride, padding), 1, true);
  }

  private static Scenario scenario(int batch, int channels, int height, int width, Conv2d op) {
    Window window = op.window();
    Shape in = Shape.of(channels, height, width);
    Shape out = Shape.of(op.filters(), window.output(height), window.output(width));
    Shape filters =
        Shape.of(op.filters(), channels / op.groups(), window.kernel(), window.kernel());
    Scenario.Builder scenario = Scenario.named(title(batch, in, op));
    scenario.terms(Math.max((long) batch * out.pixels(), filters.elements() / op.filters()));
    Operand x = scenario.given("x", in, batch, Fill.normal(1));
    Operand weight = scenario.parameter("weight", filters, Fill.normal(0.2));
    Operand y = scenario.computed("y", out, batch);
    Operand dy = scenario.given("dy", out, batch, Fill.normal(1));
    Operand dx = scenario.computed("dx", in, batch);
    Operand dweight = scenario.computed("dweight", Space.GRADIENT, filters);
    scenario.gradient(x, dx, y, dy).gradient(weight, dweight, y, dy);
    if (op.bias()) {
      Operand bias = scenario.parameter("bias", Shape.of(op.filters()), Fill.normal(1));
      Operand dbias = scenario.computed("dbias", Space.GRADIENT, bias.shape());
      return scenario
          .gradient(bias, dbias, y, dy)
          .step(op, List.of(x, weight, bias), List.of(y))
          .step(new Conv2dInputGrad(op), List.of(dy, weight), List.of(dx))
          .step(new Conv2dWeightGrad(op), List.of(x, dy), List.of(dweight, dbias))
          .build();
    }
    return scenario
        .step(op, List.of(x, weight), List.of(y))
        .step(new Conv2dInputGrad(op), List.of(dy, weight), List.of(dx))
        .step(new Conv2dWeightGrad(op), List.of(x, dy), List.of(dweight))
        .build();
  }

  private static String title(int batch, Shape in, Conv2d op) {
    return batch
        + " x "
        + in
        + ", "
        + op.filters()
        + " filters of "
        + op.window()
        + (op.groups() > 1 ? " in " + op.groups() + " groups" : "")
        + (op.bias() ? " with bias" : "");
  }
}
