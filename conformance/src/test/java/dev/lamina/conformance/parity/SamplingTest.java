package dev.lamina.conformance.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.op.AdamW;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplingTest {
  @TempDir private Path folder;

  @Test
  void keepsWeightsAndLogitsAndSamplesGradients() {
    float[] many = new float[1000];
    many[0] = 2;
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (String name : List.of("before.w", "grad.w", "after.w", "eval.logits")) {
      tensors.put(name, Tensor.ofFloats(List.of(10, 100), many));
    }
    TensorFile sampled = Sampling.sampled(new TensorFile(tensors, Map.of("lr", "0.1")));
    assertEquals(1000, sampled.tensor("before.w").size());
    assertEquals(1000, sampled.tensor("eval.logits").size());
    assertEquals(1 + SampledTensor.SAMPLE, sampled.tensor("grad.w").size());
    assertEquals(2, sampled.tensor("after.w").toFloats()[0]);
    assertEquals(Map.of("lr", "0.1"), sampled.metadata());
  }

  @Test
  void imagesComeChannelsLastAndTheOptimizerFromTheMetadata() {
    Path file = folder.resolve("net.safetensors");
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("input", Tensor.ofFloats(List.of(1, 2, 1, 3), 1, 2, 3, 10, 20, 30));
    tensors.put("labels", Tensor.ofLongs(List.of(1), 7));
    Map<String, String> settings =
        Map.of("optimizer", "AdamW", "lr", "0.001", "weight_decay", "0.1");
    SafeTensors.write(file, new TensorFile(tensors, settings));
    PyTorchReference reference = PyTorchReference.complete(file);
    assertArrayEquals(new float[] {1, 10, 2, 20, 3, 30}, reference.images().array());
    assertEquals(7, reference.labels().get(0));
    assertEquals(new AdamW(0.9, 0.999, 1e-8, 0.1), reference.optimizer());
    assertEquals(0.001, reference.learningRate());
  }
}
