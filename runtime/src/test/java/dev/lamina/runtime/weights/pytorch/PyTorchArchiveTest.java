package dev.lamina.runtime.weights.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.DType;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.weights.WeightsFile;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files written by PyTorch 1.13's {@code torch.save}. The tensors in {@code torch-zip.pt}, {@code
 * torch-legacy.pt} and {@code torch-protocol4.pt} are, {@code r(n)} being {@code arange(n)} in
 * float32: plain {@code r(24).reshape(2,3,4)/8}, transposed {@code r(24).reshape(4,6).t()}, part
 * {@code r(24).reshape(4,6)[1:3,2:5]}, channels_last {@code r(36).reshape(2,2,3,3)} in that memory
 * format, and a few of every element type.
 */
class PyTorchArchiveTest {
  private static Path file(String name) {
    try {
      return Path.of(PyTorchArchiveTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static double[] range(int from, int to) {
    double[] values = new double[to - from];
    for (int i = from; i < to; i++) {
      values[i - from] = i;
    }
    return values;
  }

  private static void assertTensor(
      TensorFile file, String name, DType type, List<Integer> shape, double... values) {
    Tensor tensor = file.tensor(name);
    assertEquals(type, tensor.type(), name);
    assertEquals(shape, tensor.shape(), name);
    assertArrayEquals(values, tensor.toDoubles(), name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch-zip.pt", "torch-legacy.pt", "torch-protocol4.pt"})
  void everyElementTypeIsReadInEveryFormat(String name) {
    TensorFile file = WeightsFile.read(file(name));
    assertTensor(file, "half", DType.F16, List.of(5), 1.5, -0.25, 65504, 0x1p-24, 1 / 0.0);
    assertTensor(file, "bfloat", DType.BF16, List.of(3), 1.5, -0.25, 0x1.c4p127);
    assertTensor(file, "double", DType.F64, List.of(2), 0.1, -1e300);
    assertTensor(file, "long", DType.I64, List.of(), -5e9);
    assertTensor(file, "int", DType.I32, List.of(1, 2), 1, -2);
    assertTensor(file, "byte", DType.U8, List.of(2), 0, 255);
    assertTensor(file, "empty", DType.F32, List.of(0, 3));
    assertTensor(file, "parameter", DType.F32, List.of(2), 2, 4);
    assertEquals(12, file.tensors().size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"torch-zip.pt", "torch-legacy.pt", "torch-protocol4.pt"})
  void viewsAreReadInRowMajorOrderWhateverTheirStrides(String name) {
    TensorFile file = WeightsFile.read(file(name));
    double[] plain = range(0, 24);
    for (int i = 0; i < plain.length; i++) {
      plain[i] /= 8;
    }
    assertTensor(file, "plain", DType.F32, List.of(2, 3, 4), plain);
    double[] transposed = new double[24];
    for (int i = 0; i < 24; i++) {
      transposed[i] = i % 4 * 6 + i / 4;
    }
    assertTensor(file, "transposed", DType.F32, List.of(6, 4), transposed);
    assertTensor(file, "part", DType.F32, List.of(2, 3), 8, 9, 10, 14, 15, 16);
    assertTensor(file, "channels_last", DType.F32, List.of(2, 2, 3, 3), range(0, 36));
  }

  @Test
  void contentKeepsTheContainers() {
    Map<?, ?> content = (Map<?, ?>) PyTorchArchive.readZip(file("torch-zip.pt")).content();
    assertEquals(3L, content.get("epoch"));
    assertEquals(0.125, content.get("rate"));
    assertEquals("Grüße", content.get("name"));
    assertEquals(Optional.empty(), content.get("nothing"));
    assertEquals(true, content.get("flag"));
    assertEquals(BigInteger.TWO.pow(70), content.get("big"));
    assertEquals(-7L, content.get("negative"));
    assertEquals(List.of(List.of(1L, 2L), List.of(3L, List.of(4L))), content.get("sizes"));
  }

  @Test
  void aCheckpointsTextAndNumbersBecomeMetadata() {
    Map<String, String> metadata = WeightsFile.read(file("torch-legacy.pt")).metadata();
    assertEquals("3", metadata.get("epoch"));
    assertEquals("Grüße", metadata.get("name"));
  }

  @Test
  void aPrefixThatOnlySomeNamesHaveStays() {
    TensorFile file = WeightsFile.read(file("torch-plain.pt"));
    assertEquals(List.of("bias", "model.weight"), List.copyOf(file.tensors().keySet()));
  }

  /** Values of the same file as PyTorch loads it. */
  @Test
  void aTrainedLightningCheckpointIsRead() {
    TensorFile file = WeightsFile.read(file("ResNet.ckpt"));
    assertEquals(120, file.tensors().size());
    assertEquals("162", file.metadata().get("epoch"));
    assertEquals(
        272_378,
        file.tensors().entrySet().stream()
            .filter(entry -> entry.getKey().matches(".*(weight|bias)"))
            .mapToInt(entry -> entry.getValue().size())
            .sum());
    assertStart(file, "input_net.0.weight", 0x1.adef4ep-6, 0x1.4a4912p-2, 0x1.04bc8ep-1);
    assertStart(file, "blocks.3.downsample.bias", -0x1.a38978p-7, 0x1.1edf72p-3, -0x1.499218p-4);
    assertStart(file, "output_net.2.bias", 0x1.e1cf38p-4, -0x1.440fd4p-2, 0x1.3b49b8p-3);
    assertStart(file, "blocks.8.net.4.running_var", 0x1.16179ap-3, 0x1.a75406p-4, 0x1.b531c4p-3);
  }

  private static void assertStart(TensorFile file, String name, double... values) {
    double[] all = file.tensor(name).toDoubles();
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], all[i], name);
    }
  }

  @Test
  void contentWithoutTensorsIsAUserError(@org.junit.jupiter.api.io.TempDir Path folder)
      throws Exception {
    Path number = new PickleBuilder().number(3).zip(folder, 0);
    assertMessage(number, "no dict of tensors");
    Path empty = new PickleBuilder().raw('}').zip(folder, 0);
    assertMessage(empty, "empty dict");
    Path other = new PickleBuilder().raw('}').text("epoch").number(3).raw('s').zip(folder, 0);
    assertMessage(other, "epoch is no tensor");
  }

  private static void assertMessage(Path path, String part) {
    String message = assertThrows(UserError.class, () -> WeightsFile.read(path)).getMessage();
    assertTrue(message.contains(part), message);
  }
}
