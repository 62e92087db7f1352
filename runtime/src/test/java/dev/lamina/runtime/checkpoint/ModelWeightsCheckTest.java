package dev.lamina.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.TinyNetwork;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelWeightsCheckTest {
  private static final NetworkSpec NETWORK = new TinyNetwork().spec();
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  ModelWeightsCheckTest() {
    Stream.concat(NETWORK.parameters().stream(), NETWORK.states().stream())
        .forEach(spec -> tensors.put(spec.name(), zeros(spec)));
  }

  @Test
  void acceptsExactlyTheNetworksTensors() {
    assertDoesNotThrow(this::check);
  }

  @Test
  void ignoresPyTorchsCountOfBatches() {
    tensors.put("norm.num_batches_tracked", Tensor.ofLongs(List.of(), 17));
    assertDoesNotThrow(this::check);
  }

  @Test
  void namesTheFirstTensorOfAnotherShapeWithBothShapes() {
    tensors.put("fc.weight", Tensor.ofFloats(List.of(2, 2), 1, 2, 3, 4));
    assertRefused("its fc.weight has shape [2, 2], expected [3, 4]");
  }

  @Test
  void namesTheFirstMissingTensor() {
    tensors.remove("norm.running_var");
    assertRefused("it has no norm.running_var, of shape [4]");
  }

  @Test
  void namesATensorThatBelongsNowhere() {
    tensors.put("head.bias", Tensor.ofFloats(List.of(1), 0));
    assertRefused("its head.bias of shape [1] belongs to no layer");
  }

  private void assertRefused(String difference) {
    UserError error = assertThrows(UserError.class, this::check);
    assertEquals(
        "w.ckpt does not hold weights of Tiny: "
            + difference
            + "; give the network that it was saved from, or another file",
        error.getMessage());
  }

  private void check() {
    ModelWeights.check(NETWORK, new TensorFile(tensors, Map.of()), "w.ckpt");
  }

  private static Tensor zeros(ParameterSpec spec) {
    int elements = Math.toIntExact(spec.shape().elements());
    return Tensor.ofFloats(spec.shape().dims(), new float[elements]);
  }
}
