package dev.lamina.models;

import ai.onnxruntime.OrtException;
import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.Networks;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An exported network gives the logits that its session gives. */
class OnnxModelsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"GoogleNet", "ResNet", "PreActResNet", "DenseNet", "ResNeXt29Small", "ResNeXt29"})
  void exportedNetworkGivesTheSameLogits(String name) throws OrtException {
    CompiledNetwork network = Networks.installed().named(name);
    new OnnxComparison(network, Shape.of(network.spec().classes()), folder).run();
  }
}
