package dev.lamina.runtime.data;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.TensorFile;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Reference values that were computed with PyTorch, torchvision and Pillow. */
public final class TestFiles {
  private TestFiles() {}

  /** Reads a safetensors file among the test resources of this package. */
  public static TensorFile reference(String name) {
    URL url = TestFiles.class.getResource(name);
    assertNotNull(url, name);
    try {
      return SafeTensors.read(Path.of(url.toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
