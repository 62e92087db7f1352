package dev.lamina.benchmarks.dl4j;

import dev.lamina.benchmarks.side.Side;
import dev.lamina.benchmarks.side.StepTime;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** DeepLearning4J's side. Forward, backward and update are one call, so that no part is told. */
public final class Dl4jSide {
  private static final String POM =
      "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";
  private static final int CHANNELS = 3;
  private static final int SIZE = 32;
  private static final int CLASSES = 10;

  private final ComputationGraph network = new ComputationGraph(ResNetGraph.configuration());
  private final INDArray[] images;
  private final INDArray[] labels;

  private Dl4jSide(int batch) {
    network.init();
    images = new INDArray[] {Nd4j.randn(DataType.FLOAT, batch, CHANNELS, SIZE, SIZE)};
    labels = new INDArray[] {Nd4j.zeros(DataType.FLOAT, batch, CLASSES)};
    Random random = new Random(1);
    for (int i = 0; i < batch; i++) {
      labels[0].putScalar(i, random.nextInt(CLASSES), 1);
    }
  }

  /** Serves; see {@link Side}. Arguments: images of a batch, threads (as OMP_NUM_THREADS). */
  public static void main(String[] args) throws IOException {
    Dl4jSide side = new Dl4jSide(Integer.parseInt(args[0]));
    // Its batch norms count their two running averages as parameters.
    long running =
        side.network.paramTable().entrySet().stream()
            .filter(e -> e.getKey().endsWith("_mean") || e.getKey().matches(".*_(log10)?[sv]\\w*"))
            .mapToLong(e -> e.getValue().length())
            .sum();
    new Side()
        .multiplying(ResNetGraph.multiplications(side.network))
        .serve("DL4J " + version(), side.network.numParams() - running, side::step);
  }

  private static String version() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = ComputationGraph.class.getResourceAsStream(POM)) {
      properties.load(in);
    }
    return properties.getProperty("version");
  }

  private StepTime step() {
    long start = System.nanoTime();
    network.fit(images, labels);
    network.score();
    long end = System.nanoTime();
    return StepTime.of(start, end, end);
  }
}
