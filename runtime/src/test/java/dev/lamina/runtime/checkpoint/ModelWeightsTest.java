package dev.lamina.runtime.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.device.DeviceOptions;
import dev.lamina.runtime.device.Devices;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.ParameterSpec;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.session.SessionOptions;
import dev.lamina.runtime.session.TinyNetwork;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.Tensor;
import dev.lamina.runtime.weights.TensorFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelWeightsTest {
  @TempDir private Path folder;

  @Test
  void whatWasSavedIsLoaded() {
    Path file = folder.resolve("tiny.safetensors");
    try (NetworkSession saved = session(1);
        NetworkSession loaded = session(2)) {
      ModelWeights.save(saved, file, Map.of("epoch", "3"));
      ModelWeights.load(loaded, file);
      for (ParameterSpec spec : saved.weights().specs()) {
        String name = spec.name();
        assertArrayEquals(saved.weights().floats(name), loaded.weights().floats(name), name);
      }
    }
    assertEquals("3", SafeTensors.read(file).metadata().get("epoch"));
  }

  @Test
  void savesUnderTheNetworksNamesAndShapes() {
    Path file = folder.resolve("tiny.safetensors");
    try (NetworkSession session = session(1)) {
      ModelWeights.save(session, file, Map.of());
    }
    Map<String, Tensor> tensors = SafeTensors.read(file).tensors();
    assertEquals(7, tensors.size());
    assertEquals(List.of(4, 3, 3, 3), tensors.get("conv.weight").shape());
    assertEquals(List.of(4), tensors.get("norm.running_mean").shape());
  }

  @Test
  void aRefusedFileChangesNothing() {
    Path file = folder.resolve("other.safetensors");
    try (NetworkSession session = session(1)) {
      ModelWeights.save(session, file, Map.of());
      Map<String, Tensor> tensors = new LinkedHashMap<>(SafeTensors.read(file).tensors());
      tensors.replaceAll((name, tensor) -> zeros(tensor));
      tensors.put("fc.bias", Tensor.ofFloats(List.of(5), new float[5]));
      SafeTensors.write(file, new TensorFile(tensors, Map.of()));
      float[] before = session.weights().floats("conv.weight");
      assertThrows(UserError.class, () -> ModelWeights.load(session, file));
      assertArrayEquals(before, session.weights().floats("conv.weight"));
    }
  }

  @Test
  void noChangedByteGoesUnnoticed() throws IOException {
    Path file = folder.resolve("tiny.safetensors");
    NetworkSpec network = new TinyNetwork().spec();
    try (NetworkSession session = session(1)) {
      ModelWeights.save(session, file, Map.of("epoch", "3"));
    }
    Map<String, Tensor> saved = ModelWeights.read(network, file).tensors();
    byte[] bytes = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= (byte) (1 << i % Byte.SIZE);
      Files.write(file, flipped);
      try {
        // Metadata is nobody's but its writer's; tensors are what they were, or none at all.
        assertEquals(saved, ModelWeights.read(network, file).tensors());
      } catch (UserError e) {
        refused++;
      }
    }
    int data = 4 * saved.values().stream().mapToInt(Tensor::size).sum();
    assertTrue(refused > data, refused + " of " + bytes.length + " refused");
  }

  @Test
  void namesTheDamage() throws IOException {
    Path file = folder.resolve("tiny.safetensors");
    try (NetworkSession session = session(1)) {
      ModelWeights.save(session, file, Map.of());
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    NetworkSpec network = new TinyNetwork().spec();
    UserError error = assertThrows(UserError.class, () -> ModelWeights.read(network, file));
    assertTrue(error.getMessage().startsWith(file + " is damaged: "), error.getMessage());
  }

  private static Tensor zeros(Tensor tensor) {
    return Tensor.ofFloats(tensor.shape(), new float[tensor.size()]);
  }

  private static NetworkSession session(long seed) {
    NetworkSession session =
        NetworkSession.open(
            new TinyNetwork(),
            Devices.installed().select("reference").open(DeviceOptions.defaults()),
            SessionOptions.inference(2));
    session.initialize(seed);
    return session;
  }
}
