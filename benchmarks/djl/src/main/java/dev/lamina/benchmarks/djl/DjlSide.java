package dev.lamina.benchmarks.djl;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import dev.lamina.benchmarks.side.Side;
import dev.lamina.benchmarks.side.StepTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;

/**
 * PyTorch's side from Java: trains TorchScript that takes images and labels and gives the loss.
 *
 * <p>DJL's own trainer would copy batches and keep statistics between the steps, so the calls below
 * it are used directly. Its SGD knows no Nesterov momentum; plain momentum costs the same.
 */
public final class DjlSide {
  private static final int CHANNELS = 3;
  private static final int SIZE = 32;
  private static final int CLASSES = 10;

  private final PtNDManager manager;
  private final PtSymbolBlock network;
  private final NDList parameters;
  private final Update update;
  private final PtNDArray images;
  private final PtNDArray labels;
  private final PtNDArray one;

  private DjlSide(PtNDManager manager, String name, Path script, int batch) {
    this.manager = manager;
    network = JniUtils.loadModule(manager, script, false, new String[0], new String[0], true);
    JniUtils.enableTrainingMode(network);
    parameters = JniUtils.moduleGetParams(network, manager);
    update = Update.of(name, manager, parameters);
    images = (PtNDArray) manager.randomNormal(new Shape(batch, CHANNELS, SIZE, SIZE));
    labels = (PtNDArray) manager.create(new Random(1).longs(batch, 0, CLASSES).toArray());
    one = (PtNDArray) manager.ones(new Shape());
  }

  /** Serves; see {@link Side}. Arguments: network, TorchScript file, images of a batch, threads. */
  public static void main(String[] args) throws IOException {
    Engine engine = Engine.getInstance();
    JniUtils.setNumThreads(Integer.parseInt(args[3]));
    try (NDManager manager = engine.newBaseManager(Device.cpu());
        // Gradients are only kept while there is one.
        GradientCollector collector = engine.newGradientCollector()) {
      DjlSide side =
          new DjlSide((PtNDManager) manager, args[0], Path.of(args[1]), Integer.parseInt(args[2]));
      String library =
          "libtorch %s through DJL %s".formatted(engine.getVersion(), Engine.getDjlVersion());
      long count = side.parameters.stream().mapToLong(NDArray::size).sum();
      new Side().serve(library, count, side::step);
      collector.zeroGradients();
    }
  }

  private StepTime step() {
    long start = System.nanoTime();
    try (NDManager temporary = manager.newSubManager()) {
      NDList given = new NDList(images, labels);
      PtNDArray loss = (PtNDArray) IValueUtils.forward(network, given, true).singletonOrThrow();
      loss.attach(temporary);
      JniUtils.backward(loss, one, false, false);
      long differentiated = System.nanoTime();
      update.apply();
      loss.getFloat();
      return StepTime.of(start, differentiated, System.nanoTime());
    }
  }
}
