package dev.lamina.conformance.parity;

import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the committed reference files from complete ones: of gradients and of weights after the
 * steps only a {@link SampledTensor} is kept.
 *
 * <pre>java -cp ... dev.lamina.conformance.parity.Sampling TARGET_FOLDER FILE...</pre>
 *
 * <p>Each {@code FILE} is a complete one, as {@link PyTorchReference} describes; the sampled one
 * takes its name, with {@value #SUFFIX} for {@code .safetensors}.
 */
public final class Sampling {
  static final String SUFFIX = ".sampled.safetensors.gz";

  private Sampling() {}

  /**
   * Converts files.
   *
   * @param arguments the target folder, then complete files
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    Path target = Path.of(arguments[0]);
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      Path file = Path.of(argument);
      String name = file.getFileName().toString().replace(".safetensors", SUFFIX);
      write(target.resolve(name), sampled(SafeTensors.read(file)));
    }
  }

  static TensorFile sampled(TensorFile complete) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    complete.tensors().forEach((name, tensor) -> tensors.put(name, sampled(name, tensor)));
    return new TensorFile(tensors, complete.metadata());
  }

  private static Tensor sampled(String name, Tensor tensor) {
    if (!name.startsWith("grad.") && !name.startsWith("after.")) {
      return tensor;
    }
    double[] packed = SampledTensor.packed(tensor.toDoubles());
    float[] narrow = new float[packed.length];
    for (int i = 0; i < packed.length; i++) {
      narrow[i] = (float) packed[i];
    }
    return Tensor.ofFloats(List.of(narrow.length), narrow);
  }

  private static void write(Path path, TensorFile contents) throws IOException {
    Path plain = Files.createTempFile("lamina-sampled", ".safetensors");
    try (OutputStream out = new BestCompression(Files.newOutputStream(path))) {
      SafeTensors.write(plain, contents);
      Files.copy(plain, out);
    } finally {
      Files.delete(plain);
    }
  }

  private static final class BestCompression extends GZIPOutputStream {
    BestCompression(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_COMPRESSION);
    }
  }
}
