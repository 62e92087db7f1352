package dev.lamina.models;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lamina.runtime.bench.PageFaults;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whole training steps touch no memory that the first one had not touched: neither arenas nor what
 * a library would allocate beside them.
 *
 * <p>With one thread of the device, steps run in the thread of the test, whose page faults are
 * counted, and not those of the JVM's own threads. Java's heap and reading the count add some, and
 * not to every step; so it is enough that one round of steps has next to none. A map that every
 * step took anew would cause one fault a page in each.
 */
class StepPageFaultsTest {
  private static final int BATCH = 16;
  private static final int WARM_UP = 1;
  private static final int STEPS = 3;
  private static final int ROUNDS = 5;

  /**
   * The pages of the smallest map that a layer of these networks writes in such a batch: 16 images
   * of 16 channels of 8x8 pixels in bfloat16, 4 KiB a page. The arenas have 3,600 to 50,000.
   */
  private static final double SMALLEST_MAP = 8;

  private static final int LARGE = 64 << 20;

  static Stream<Arguments> networksAndPrecisions() {
    return Stream.of("GoogleNet", "ResNet", "PreActResNet", "DenseNet", "ResNeXt29Small")
        .flatMap(
            network ->
                Stream.of(Precision.FLOAT32, Precision.BFLOAT16)
                    .map(precision -> Arguments.of(network, precision)));
  }

  @ParameterizedTest(name = "{0} in {1}")
  @MethodSource("networksAndPrecisions")
  void stepsTouchNoNewMemory(String name, Precision precision) {
    CompiledNetwork network = Networks.installed().named(name);
    SessionOptions options = SessionOptions.training(network.recipe().withBatchSize(BATCH));
    FloatBuffer images = FloatBuffer.allocate(BATCH * 3 * 32 * 32);
    IntBuffer labels = IntBuffer.allocate(BATCH);
    try (NetworkSession session =
        NetworkSession.open(network, CpuDevice.open(precision), options)) {
      session.initialize(1);
      double fewest =
          fewest(
              () -> {
                session.step(images, labels, 1e-3);
                session.metrics();
              });
      assertTrue(fewest < SMALLEST_MAP, fewest + " page faults in every step");
    }
  }

  @Test
  void newMemoryInEveryStepWouldBeSeen() {
    double fewest = fewest(() -> ByteBuffer.allocateDirect(LARGE));
    assertTrue(fewest > SMALLEST_MAP, fewest + " page faults for " + LARGE + " bytes");
  }

  /**
   * Page faults of a step in the first round that has fewer than the smallest map has pages, or
   * else in the best round of all.
   */
  private static double fewest(Runnable step) {
    run(step, WARM_UP);
    double fewest = Double.MAX_VALUE;
    for (int i = 0; i < ROUNDS && fewest >= SMALLEST_MAP; i++) {
      long before = faults();
      run(step, STEPS);
      fewest = Math.min(fewest, (faults() - before) / (double) STEPS);
    }
    return fewest;
  }

  private static void run(Runnable step, int times) {
    for (int i = 0; i < times; i++) {
      step.run();
    }
  }

  private static long faults() {
    OptionalLong faults = PageFaults.ofThisThread();
    assumeTrue(faults.isPresent(), "this system does not count page faults");
    return faults.getAsLong();
  }
}
