package dev.lamina.cli;

import dev.lamina.runtime.export.onnx.OnnxExport;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The formats that weights are exported in. */
enum ExportFormat {
  /** The inference graph with its weights. */
  ONNX,
  /** The weights alone, under PyTorch's names. */
  SAFETENSORS;

  /** What users write, and how files of the format end. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Writes a file, atomically. */
  void write(Path file, CompiledNetwork network, TensorFile weights) {
    switch (this) {
      case ONNX -> OnnxExport.write(file, network, weights);
      case SAFETENSORS -> SafeTensors.write(file, weights);
    }
  }

  private static List<String> texts() {
    return Arrays.stream(values()).map(ExportFormat::text).toList();
  }

  /** Reads what users write. */
  static final class Converter implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String text) {
      return Arrays.stream(values())
          .filter(format -> format.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "'%s' is none of %s".formatted(text, String.join(", ", texts()))));
    }
  }

  /** For help and completion. */
  static final class Texts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return texts().iterator();
    }
  }
}
