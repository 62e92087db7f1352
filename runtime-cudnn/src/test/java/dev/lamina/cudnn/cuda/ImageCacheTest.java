package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final byte[] IMAGE = {1, 2, 3};

  @TempDir Path folder;
  private int compilations;

  private byte[] compile() {
    compilations++;
    return IMAGE;
  }

  @Test
  void compilesOnce() {
    List<String> key = List.of("source", "sm_90");
    assertArrayEquals(IMAGE, new ImageCache(folder).load(key, this::compile, image -> image));
    assertArrayEquals(IMAGE, new ImageCache(folder).load(key, this::compile, image -> image));
    assertEquals(1, compilations);
  }

  @Test
  void compilesAgainForAnythingElse() {
    ImageCache cache = new ImageCache(folder);
    cache.load(List.of("source", "sm_90"), this::compile, image -> image);
    cache.load(List.of("source", "sm_80"), this::compile, image -> image);
    cache.load(List.of("source s", "m_90"), this::compile, image -> image);
    assertEquals(3, compilations);
  }

  @Test
  void compilesAgainWhatTheDriverRefuses() {
    List<String> key = List.of("source", "sm_90");
    ImageCache cache = new ImageCache(folder);
    cache.load(key, () -> new byte[] {9}, image -> image);
    assertArrayEquals(IMAGE, cache.load(key, this::compile, ImageCacheTest::loadedByTheDriver));
    assertArrayEquals(IMAGE, cache.load(key, this::compile, ImageCacheTest::loadedByTheDriver));
    assertEquals(1, compilations);
  }

  private static byte[] loadedByTheDriver(byte[] image) {
    if (!Arrays.equals(IMAGE, image)) {
      throw new CudaError("cuModuleLoadData", "CUDA_ERROR_INVALID_IMAGE", 200);
    }
    return image;
  }

  @Test
  void worksWithoutAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ImageCache cache = new ImageCache(file);
    assertArrayEquals(IMAGE, cache.load(List.of("source"), this::compile, image -> image));
    assertArrayEquals(IMAGE, cache.load(List.of("source"), this::compile, image -> image));
    assertEquals(2, compilations);
  }
}
