package dev.lamina.benchmarks.side;

import dev.lamina.graph.recipe.Recipe;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.device.Precision;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;

/** Lamina's side: a network of {@code models} on the CPU device, by its own recipe. */
public final class LaminaSide {
  // So little that random labels do no harm, whatever the recipe.
  private static final double LEARNING_RATE = 1e-3;

  private final NetworkSession session;
  private final FloatBuffer images;
  private final IntBuffer labels;

  private LaminaSide(NetworkSession session) {
    this.session = session;
    NetworkSpec spec = session.spec();
    Random random = new Random(1);
    int elements = Math.toIntExact(session.batchSize() * spec.input().elements());
    images = direct(elements).asFloatBuffer();
    for (int i = 0; i < elements; i++) {
      images.put(i, (float) random.nextGaussian());
    }
    labels = direct(session.batchSize()).asIntBuffer();
    for (int i = 0; i < session.batchSize(); i++) {
      labels.put(i, random.nextInt(spec.classes()));
    }
  }

  private static ByteBuffer direct(int elements) {
    return ByteBuffer.allocateDirect(Math.multiplyExact(elements, Float.BYTES))
        .order(ByteOrder.nativeOrder());
  }

  /** Serves; see {@link Side}. Arguments: network, precision, images of a batch, threads. */
  public static void main(String[] args) throws IOException {
    CompiledNetwork network = Networks.installed().named(args[0]);
    Precision precision = Precision.valueOf(args[1].toUpperCase(Locale.ROOT));
    Recipe recipe = network.recipe().withBatchSize(Integer.parseInt(args[2]));
    int threads = Integer.parseInt(args[3]);
    Device device =
        Devices.installed()
            .select("onednn")
            .open(new DeviceOptions(Optional.of(precision), OptionalInt.of(threads)));
    String library = "Lamina, " + device.description();
    try (NetworkSession session =
        NetworkSession.open(network, device, SessionOptions.training(recipe))) {
      session.initialize(1);
      LaminaSide side = new LaminaSide(session);
      new Side()
          .multiplying(session.spec().multiplyAdds())
          .serve(library, session.spec().parameterCount(), side::step);
    }
  }

  private StepTime step() {
    long start = System.nanoTime();
    session.step(images, labels, LEARNING_RATE);
    session.metrics();
    long end = System.nanoTime();
    // The update is one kernel among the others of the step: there is no reading before it.
    return StepTime.of(start, end, end);
  }
}
