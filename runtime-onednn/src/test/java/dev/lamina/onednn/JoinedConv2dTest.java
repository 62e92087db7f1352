package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.JoinedConv2d;
import dev.lamina.graph.op.JoinedConv2dGrad;
import dev.lamina.graph.op.Window;
import dev.lamina.onednn.primitive.DataType;
import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.runtime.device.Apart;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JoinedConv2dTest {
  private static final int WIDTH = 16;

  @ParameterizedTest
  @CsvSource({
    // precision, batch, maps, of which known, filters, size, other readers
    "FLOAT32, 5, 1, 0, 32, 8, false",
    "FLOAT32, 5, 3, 2, 32, 9, true",
    "FLOAT32, 1, 6, 4, 16, 7, true",
    "FLOAT32, 5, 6, 5, 24, 8, true",
    "BFLOAT16, 5, 1, 0, 16, 8, true",
    "BFLOAT16, 5, 3, 1, 32, 7, true",
    "BFLOAT16, 5, 5, 4, 48, 8, false",
    "BFLOAT16, 5, 7, 6, 24, 8, true",
    "BFLOAT16, 5, 3, 2, 32, 128, true",
    "BFLOAT16, 5, 2, 1, 32, 128, false"
  })
  void mapsSideBySideAreReadAsIfTheyWereOne(
      DataType type, int batch, int maps, int known, int filters, int size, boolean others) {
    JoinedConv2d op =
        new JoinedConv2d(
            maps,
            known,
            new BatchNorm(1e-5, 0.1, true),
            new Conv2d(filters, new Window(1, 1, 0), 1, false));
    try (Trials trials = new Trials(type, OptionalInt.of(2))) {
      Case side = new Case(op, others, batch, size, trials, true);
      Case apart = new Case(op, others, batch, size, trials, false);
      assumeTrue(
          OneDnnLibrary.hasAvx512WithoutTiles(), "maps side by side have code for AVX-512 alone");
      double tolerance = type == DataType.BFLOAT16 ? 2e-2 : 2e-5;
      for (int run = 0; run < 2; run++) {
        side.run();
        apart.run();
        assertClose(apart.forward(), side.forward(), tolerance);
        assertClose(apart.backward(), side.backward(), tolerance);
      }
      assertEquals(false, side.implementation().contains("simple"), "nothing is concatenated");
      for (Case either : List.of(side, apart)) {
        assertEquals(false, either.implementation().contains("ref"), either::implementation);
      }
      for (int pass = 0; pass < 2; pass++) {
        String ofSide = side.kernels.get(pass).implementation();
        assertEquals(maps == 1, ofSide.equals(apart.kernels.get(pass).implementation()), ofSide);
      }
      if (type == DataType.FLOAT32) {
        assertEquals(maps > 1, apart.implementation().contains("simple"));
      }
    }
  }

  private static void assertClose(List<Tensor> expected, List<Tensor> found, double tolerance) {
    for (int i = 0; i < expected.size(); i++) {
      float[] wanted = Trials.values(expected.get(i));
      float largest = 0;
      for (float value : wanted) {
        largest = Math.max(largest, Math.abs(value));
      }
      float bound = (float) (tolerance * largest);
      assertArrayEquals(wanted, Trials.values(found.get(i)), bound, "tensor " + i);
    }
  }

  /** The op and its gradient on the same numbers, with maps side by side or not. */
  private static final class Case {
    private final Trials trials;
    private final Shape shape;
    private final int batch;
    private final int maps;
    private final Random numbers = new Random(1);
    private final Binding forward;
    private final Binding backward;
    private final List<Kernel> kernels;
    private final List<Tensor> gradients;

    Case(JoinedConv2d op, boolean others, int batch, int size, Trials trials, boolean sideBySide) {
      this.batch = batch;
      this.trials = trials;
      this.shape = Shape.of(WIDTH, size, size);
      this.maps = op.parts();
      int channels = WIDTH * maps;
      Shape whole = shape.withChannels(channels);
      List<Tensor> x = row(sideBySide);
      List<Tensor> norm = vectors(channels, 4);
      int filters = op.conv().filters();
      Tensor weight = parameter(Shape.of(filters, channels, 1, 1));
      List<Tensor> statistics = new ArrayList<>(vectors(channels, 2));
      List<Tensor> saved = new ArrayList<>(statistics);
      saved.add(mask(whole));
      Tensor z = trials.activation(batch, shape.withChannels(filters));
      Tensor y = trials.activation(batch, whole);
      Tensor space = trials.activation(batch, whole);
      this.forward =
          new Binding(
              "forward",
              op,
              join(x, norm, List.of(weight), known(op, x)),
              join(List.of(z, y), saved, List.of(space)));
      this.gradients = row(sideBySide);
      Tensor dz = filled(shape.withChannels(filters));
      this.backward =
          new Binding(
              "backward",
              new JoinedConv2dGrad(op, others),
              join(
                  x,
                  List.of(y, dz, weight),
                  norm.subList(0, 2),
                  saved,
                  others ? row(sideBySide) : List.of()),
              join(
                  gradients,
                  vectors(channels, 2),
                  List.of(trials.parameter(weight.shape())),
                  List.of(trials.activation(batch, whole), space)));
      this.kernels =
          Stream.of(forward, backward).map(binding -> trials.device().bind(binding)).toList();
    }

    /** The statistics of the last maps, as a norm of these alone takes them. */
    private List<Tensor> known(JoinedConv2d op, List<Tensor> x) {
      if (op.known() == 0) {
        return List.of();
      }
      int channels = WIDTH * op.known();
      Shape whole = shape.withChannels(channels);
      List<Tensor> statistics = vectors(channels, 2);
      Binding before =
          new Binding(
              "before",
              new JoinedConv2d(op.known(), 0, new BatchNorm(1e-5, 0.1, true), op.conv()),
              join(
                  x.subList(maps - op.known(), maps),
                  vectors(channels, 4),
                  List.of(trials.parameter(Shape.of(op.conv().filters(), channels, 1, 1)))),
              join(
                  List.of(
                      trials.activation(batch, shape.withChannels(op.conv().filters())),
                      trials.activation(batch, whole)),
                  statistics,
                  List.of(mask(whole), trials.activation(batch, whole))));
      Apart.of(before).forEach(binding -> trials.device().bind(binding).run());
      return statistics;
    }

    private Tensor mask(Shape whole) {
      int bytes = BatchNorm.maskBytes(whole.elements());
      return trials.tensor(Space.MASK, batch, Shape.of(bytes));
    }

    void run() {
      kernels.forEach(Kernel::run);
    }

    String implementation() {
      return kernels.get(0).implementation() + kernels.get(1).implementation();
    }

    /** z and the statistics, which do not depend on how the device arranges maps. */
    List<Tensor> forward() {
      return List.of(
          forward.output(0), forward.output(2), forward.output(3), forward.input(maps + 2));
    }

    List<Tensor> backward() {
      return backward.outputs().subList(0, maps + 3);
    }

    /** Maps with numbers, in one buffer or each in its own. */
    private List<Tensor> row(boolean sideBySide) {
      if (!sideBySide) {
        return IntStream.range(0, maps).mapToObj(i -> filled(shape)).toList();
      }
      long elements = batch * shape.elements();
      Buffer buffer = trials.device().allocate(Space.ACTIVATION, maps * elements, "row");
      return IntStream.range(0, maps)
          .mapToObj(
              i -> {
                Tensor map = new Tensor(buffer, i * elements, Space.ACTIVATION, shape, batch);
                Trials.write(map, numbers(elements, -1, 1));
                return map;
              })
          .toList();
    }

    private Tensor filled(Shape of) {
      return trials.activation(batch, of, numbers(batch * of.elements(), -1, 1));
    }

    private Tensor parameter(Shape of) {
      return trials.parameter(of, numbers(of.elements(), -1, 1));
    }

    private List<Tensor> vectors(int channels, int count) {
      return IntStream.range(0, count)
          .mapToObj(i -> trials.parameter(Shape.of(channels), numbers(channels, 0.5f, 1.5f)))
          .toList();
    }

    private float[] numbers(long count, float from, float to) {
      float[] result = new float[Math.toIntExact(count)];
      for (int i = 0; i < result.length; i++) {
        result[i] = from + (to - from) * numbers.nextFloat();
      }
      return result;
    }
  }

  @SafeVarargs
  private static List<Tensor> join(List<Tensor>... lists) {
    List<Tensor> all = new ArrayList<>();
    for (List<Tensor> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
