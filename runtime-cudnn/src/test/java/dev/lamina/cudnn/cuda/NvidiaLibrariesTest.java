package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NvidiaLibrariesTest {
  @TempDir Path first;
  @TempDir Path second;

  private String refusal() {
    LibraryFolders folders = new LibraryFolders(List.of(first, second));
    return assertThrows(CudaUnavailable.class, () -> NvidiaLibraries.require(folders)).getMessage();
  }

  private void install(Path folder, String... names) throws IOException {
    for (String name : names) {
      Files.createFile(folder.resolve(name));
    }
  }

  @Test
  void namesEveryMissingLibraryAndTheFoldersSearched() {
    String message = refusal();
    assertAll(
        () -> assertTrue(message.contains("libcuda.so.1 (NVIDIA's driver) is missing"), message),
        () -> assertTrue(message.contains("libcublas.so.12 (cuBLAS) is missing"), message),
        () -> assertTrue(message.contains("libnvrtc.so.12 (NVRTC) is missing"), message),
        () -> assertTrue(message.contains("libcudnn.so.9 (cuDNN) is missing"), message),
        () -> assertTrue(message.contains(first.toString()), message),
        () -> assertTrue(message.contains(second.toString()), message),
        () -> assertEquals(1, message.lines().count()));
  }

  @Test
  void namesOnlyWhatIsMissing() throws IOException {
    install(first, "libcuda.so.1", "libcublas.so.12");
    install(second, "libnvrtc.so.12");
    String message = refusal();
    assertAll(
        () -> assertTrue(message.startsWith("libcudnn.so.9 (cuDNN) is missing: "), message),
        () -> assertFalse(message.contains("libcuda.so.1"), message),
        () -> assertFalse(message.contains("libnvrtc"), message));
  }

  @Test
  void tellsOfAnotherMajorVersion() throws IOException {
    install(first, "libcuda.so.1", "libcublas.so.12", "libnvrtc.so.12");
    install(second, "libcudnn.so.8");
    Path found = second.resolve("libcudnn.so.8");
    assertTrue(refusal().startsWith("libcudnn.so.9 (cuDNN) is missing, only " + found), refusal());
  }

  @Test
  void isContentWhenAllAreThere() throws IOException {
    install(first, "libcuda.so.1", "libcublas.so.12", "libnvrtc.so.12", "libcudnn.so.9");
    LibraryFolders folders = new LibraryFolders(List.of(second, first));
    assertDoesNotThrow(() -> NvidiaLibraries.require(folders));
  }

  @Test
  void takesTheFirstFolderThatHasALibrary() throws IOException {
    install(first, "libcuda.so.1");
    install(second, "libcuda.so.1", "libcudnn.so.9");
    LibraryFolders folders = new LibraryFolders(List.of(first, second));
    assertEquals(Optional.of(first.resolve("libcuda.so.1")), folders.find("libcuda.so.1"));
    assertEquals(Optional.of(second.resolve("libcudnn.so.9")), folders.find("libcudnn.so.9"));
    assertEquals(Optional.empty(), folders.find("libnvrtc.so.12"));
  }

  @Test
  void refusesPlatformsWithoutNatives() {
    assertDoesNotThrow(() -> NvidiaLibraries.requirePlatform("Linux", "amd64"));
    assertThrows(
        CudaUnavailable.class, () -> NvidiaLibraries.requirePlatform("Mac OS X", "aarch64"));
    assertThrows(CudaUnavailable.class, () -> NvidiaLibraries.requirePlatform("Linux", "aarch64"));
  }
}
