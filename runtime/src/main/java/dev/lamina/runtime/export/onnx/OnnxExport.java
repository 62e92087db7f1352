package dev.lamina.runtime.export.onnx;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.recording.RecordedGraph;
import dev.lamina.runtime.weights.AtomicFile;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.wire.ProtoWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes a network's inference graph with its weights as an ONNX model.
 *
 * <p>The model has one input, {@code input}, float32 {@code (batch, C, H, W)}, normalized as the
 * images that the network was trained on, and one output, {@code logits}, float32 {@code (batch,
 * classes)}; the batch may have any size. Weights keep their names in weight files. Only operators
 * of ONNX's default domain, version 13, are used.
 */
public final class OnnxExport {
  private static final int IR_VERSION = 7;
  private static final int OPERATOR_SET = 13;
  private static final int METADATA_PROPS = 14;
  // A protocol-buffers message ends at 2 GiB; a tenth is far more than the graph itself takes.
  private static final long WEIGHTS_LIMIT = Integer.MAX_VALUE / 10L * 9;

  private OnnxExport() {}

  /**
   * Writes a file, atomically. The same network and weights give the same bytes.
   *
   * @param path the file, replaced if there is one
   * @param network what to export
   * @param weights all parameters and running averages; its metadata becomes the model's
   * @throws UserError if the file cannot be written, a weight is missing, or the weights are more
   *     than the format holds
   */
  public static void write(Path path, CompiledNetwork network, TensorFile weights) {
    checkSize(network.spec());
    byte[] model = model(network, weights).toBytes();
    try {
      AtomicFile.write(path, channel -> writeFully(channel, ByteBuffer.wrap(model)));
    } catch (IOException e) {
      throw new UserError("cannot write %s: %s".formatted(path, e), e);
    }
  }

  private static void checkSize(NetworkSpec network) {
    long bytes = Float.BYTES * (network.parameterElements() + network.stateElements());
    if (bytes > WEIGHTS_LIMIT) {
      throw new UserError(
          "%s has %d MiB of weights, an ONNX file holds less than %d; export it as safetensors"
              .formatted(network.name(), bytes >> 20, WEIGHTS_LIMIT >> 20));
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** {@code ModelProto} of ONNX's schema. */
  private static ProtoWriter model(CompiledNetwork network, TensorFile weights) {
    ProtoWriter proto =
        new ProtoWriter()
            .varint(/* ir_version */ 1, IR_VERSION)
            .string(/* producer_name */ 2, "Lamina")
            .string(/* producer_version */ 3, version())
            .string(/* doc_string */ 6, description(network.spec()));
    proto.message(/* graph */ 7, new OnnxGraph(RecordedGraph.of(network)).toProto(weights));
    proto.message(/* opset_import */ 8, new ProtoWriter().varint(/* version */ 2, OPERATOR_SET));
    weights.metadata().forEach((key, value) -> proto.message(METADATA_PROPS, entry(key, value)));
    return proto;
  }

  private static ProtoWriter entry(String key, String value) {
    return new ProtoWriter().string(/* key */ 1, key).string(/* value */ 2, value);
  }

  private static String version() {
    return Optional.ofNullable(OnnxExport.class.getPackage().getImplementationVersion())
        .orElse("(unpackaged)");
  }

  private static String description(NetworkSpec network) {
    return String.format(
        Locale.ROOT,
        "%s: %s images in %d classes, %,d parameters. Compiled by Lamina.",
        network.name(),
        network.input(),
        network.classes(),
        network.parameterCount());
  }
}
