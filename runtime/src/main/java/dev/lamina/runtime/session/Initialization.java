package dev.lamina.runtime.session;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.runtime.data.random.RandomStream;
import dev.lamina.runtime.network.ParameterSpec;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * The numbers that parameters and running averages begin with.
 *
 * <p>Every tensor has a random stream of its own, addressed by the run's seed and the CRC-32 of the
 * tensor's name: what it begins with does not depend on the other tensors or on their order. Normal
 * draws are those of Box and Muller (1958), both of each pair, with {@link StrictMath}, so that
 * they are the same on every machine; all draws are rounded to float32, so that they are the same
 * on every device.
 */
final class Initialization {
  private final long seed;
  private final RandomStream random = new RandomStream();

  Initialization(long seed) {
    this.seed = seed;
  }

  /** Draws a tensor. */
  float[] draw(ParameterSpec spec) {
    CRC32 address = new CRC32();
    address.update(spec.name().getBytes(StandardCharsets.UTF_8));
    random.seek(seed, RandomStream.Purpose.INITIALIZATION, 0, (int) address.getValue());
    float[] values = new float[Math.toIntExact(spec.shape().elements())];
    fill(values, spec.initializer());
    return values;
  }

  private void fill(float[] values, Initializer initializer) {
    if (initializer instanceof Initializer.Normal normal) {
      fillNormal(values, normal.deviation());
    } else if (initializer instanceof Initializer.Uniform uniform) {
      fillUniform(values, uniform.bound());
    } else if (initializer instanceof Initializer.Constant constant) {
      Arrays.fill(values, (float) constant.value());
    }
  }

  private void fillNormal(float[] values, double deviation) {
    for (int i = 0; i < values.length; i += 2) {
      // 1 - u is in (0, 1], where the logarithm is finite.
      double radius = deviation * Math.sqrt(-2 * StrictMath.log(1 - random.nextDouble()));
      double angle = 2 * Math.PI * random.nextDouble();
      values[i] = (float) (radius * StrictMath.cos(angle));
      if (i + 1 < values.length) {
        values[i + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  private void fillUniform(float[] values, double bound) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.uniform(-bound, bound);
    }
  }
}
