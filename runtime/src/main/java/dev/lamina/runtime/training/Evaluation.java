package dev.lamina.runtime.training;

import dev.lamina.runtime.checkpoint.ModelWeights;
import dev.lamina.runtime.data.DatasetSource;
import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Path;

/**
 * The accuracy of weights in a file, on the validation and the test images.
 *
 * <pre>{@code
 * EvaluationResult result =
 *     Evaluation.of(new CompiledResNet(), new Cifar10Folder(Path.of("data")))
 *         .run(Path.of("ResNet.ckpt"));
 * }</pre>
 */
public final class Evaluation {
  private static final int BATCH_SIZE = 128;

  private final CompiledNetwork network;
  private final DatasetSource data;
  private String device = Devices.AUTO;
  private DeviceOptions deviceOptions = DeviceOptions.defaults();

  private Evaluation(CompiledNetwork network, DatasetSource data) {
    this.network = network;
    this.data = data;
  }

  /**
   * An evaluation of a network on a data set.
   *
   * @param network what the weights are of
   * @param data the images, not read before {@link #run}
   */
  public static Evaluation of(CompiledNetwork network, DatasetSource data) {
    return new Evaluation(network, data);
  }

  /** Chooses a device by its name, {@code auto} for the best usable one. */
  public Evaluation on(String name) {
    device = name;
    return this;
  }

  /** Sets the device's precision and threads. */
  public Evaluation deviceOptions(DeviceOptions options) {
    deviceOptions = options;
    return this;
  }

  /**
   * Evaluates. Images are normalized as the weights' metadata says, else as the data set asks.
   *
   * @param weights a file that {@link ModelWeights#read} reads
   * @throws dev.lamina.runtime.UserError if the data, the device or the weights are wrong
   */
  public EvaluationResult run(Path weights) {
    return run(ModelWeights.read(network.spec(), weights));
  }

  /**
   * As {@link #run(Path)}, with weights that are in memory.
   *
   * @param weights what {@link ModelWeights#read} read for this network
   */
  public EvaluationResult run(TensorFile weights) {
    RunData images = RunData.of(data, network.spec(), weights.metadata());
    DeviceChoice choice = Devices.installed().select(device);
    try (EvaluationLoaders loaders = images.openForEvaluation(BATCH_SIZE);
        NetworkSession session = open(choice)) {
      ModelWeights.restore(session, weights);
      Evaluator evaluator = new Evaluator(session);
      return new EvaluationResult(
          choice,
          evaluator.accuracy(loaders.validation()),
          evaluator.accuracy(loaders.test()),
          images.source().origin(),
          images.source().notice());
    }
  }

  private NetworkSession open(DeviceChoice choice) {
    return NetworkSession.open(
        network, choice.open(deviceOptions), SessionOptions.inference(BATCH_SIZE));
  }
}
