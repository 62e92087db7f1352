package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    assertArrayEquals(IMAGE, new ImageCache(folder).image(key, this::compile));
    assertArrayEquals(IMAGE, new ImageCache(folder).image(key, this::compile));
    assertEquals(1, compilations);
  }

  @Test
  void compilesAgainForAnythingElse() {
    ImageCache cache = new ImageCache(folder);
    cache.image(List.of("source", "sm_90"), this::compile);
    cache.image(List.of("source", "sm_80"), this::compile);
    cache.image(List.of("source s", "m_90"), this::compile);
    assertEquals(3, compilations);
  }

  @Test
  void worksWithoutAFolder() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    ImageCache cache = new ImageCache(file);
    assertArrayEquals(IMAGE, cache.image(List.of("source"), this::compile));
    assertArrayEquals(IMAGE, cache.image(List.of("source"), this::compile));
    assertEquals(2, compilations);
  }
}
