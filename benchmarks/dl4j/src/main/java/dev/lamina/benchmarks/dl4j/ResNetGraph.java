package dev.lamina.benchmarks.dl4j;

import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** ResNet of {@code models}: three stages of three blocks of two 3x3 convolutions. */
final class ResNetGraph {
  private static final int SIZE = 32;
  private static final int CHANNELS = 3;
  private static final int CLASSES = 10;
  private static final int BLOCKS = 3;
  private static final int[] FILTERS = {16, 32, 64};
  private static final double LEARNING_RATE = 1e-3;
  private static final double MOMENTUM = 0.9;
  private static final double WEIGHT_DECAY = 1e-4;

  private static final InputType IMAGE =
      InputType.convolutional(SIZE, SIZE, CHANNELS, CNN2DFormat.NCHW);

  private final GraphBuilder graph;

  private ResNetGraph(GraphBuilder graph) {
    this.graph = graph;
  }

  /** The network, to be trained with the momentum that this library has: Nesterov's. */
  static ComputationGraphConfiguration configuration() {
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(new Nesterovs(LEARNING_RATE, MOMENTUM))
            .weightDecay(WEIGHT_DECAY)
            .convolutionMode(ConvolutionMode.Truncate)
            .graphBuilder()
            .addInputs("images")
            .setInputTypes(IMAGE);
    new ResNetGraph(graph).layers();
    return graph.setOutputs("classifier").build();
  }

  /** Multiplications of convolutions and the classifier, of one image forward. */
  static long multiplications(ComputationGraph network) {
    Map<String, InputType> outputs = network.getConfiguration().getLayerActivationTypes(IMAGE);
    return Arrays.stream(network.getLayers())
        .filter(layer -> layer.paramTable().containsKey("W"))
        .mapToLong(
            layer ->
                layer.getParam("W").length()
                    * pixels(outputs.get(layer.conf().getLayer().getLayerName())))
        .sum();
  }

  private static long pixels(InputType output) {
    return output instanceof InputType.InputTypeConvolutional map
        ? map.getHeight() * map.getWidth()
        : 1;
  }

  private void layers() {
    String last = relu("stem", norm("stem", conv("stem", "images", FILTERS[0], 3, 1, false)));
    for (int stage = 0; stage < FILTERS.length; stage++) {
      for (int block = 0; block < BLOCKS; block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        last = block("stage" + stage + "-" + block, last, FILTERS[stage], stride);
      }
    }
    graph.addLayer("pool", new GlobalPoolingLayer.Builder(PoolingType.AVG).build(), last);
    OutputLayer classifier =
        new OutputLayer.Builder(LossFunction.MCXENT)
            .activation(Activation.SOFTMAX)
            .nOut(CLASSES)
            .build();
    graph.addLayer("classifier", classifier, "pool");
  }

  private String block(String name, String input, int filters, int stride) {
    String first = name + "-first";
    String second = name + "-second";
    String half = relu(first, norm(first, conv(first, input, filters, 3, stride, false)));
    String sum = name + "-sum";
    graph.addVertex(
        sum,
        new ElementWiseVertex(ElementWiseVertex.Op.Add),
        norm(second, conv(second, half, filters, 3, 1, false)),
        stride == 1 ? input : conv(name + "-shortcut", input, filters, 1, stride, true));
    return relu(name, sum);
  }

  private String conv(
      String name, String input, int filters, int kernel, int stride, boolean bias) {
    String layer = name + "-conv";
    graph.addLayer(
        layer,
        new ConvolutionLayer.Builder(kernel, kernel)
            .stride(stride, stride)
            // On both sides alike, which the library's own "same" is not at stride 2.
            .padding(kernel / 2, kernel / 2)
            .nOut(filters)
            .hasBias(bias)
            .activation(Activation.IDENTITY)
            .build(),
        input);
    return layer;
  }

  private String norm(String name, String input) {
    String layer = name + "-norm";
    graph.addLayer(layer, new BatchNormalization.Builder().build(), input);
    return layer;
  }

  private String relu(String name, String input) {
    String layer = name + "-relu";
    graph.addLayer(layer, new ActivationLayer(Activation.RELU), input);
    return layer;
  }
}
