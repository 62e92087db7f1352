package dev.lamina.runtime.weights;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.runtime.UserError;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightsFileTest {
  @TempDir private Path folder;

  private static void assertRefused(Path path, String part) {
    String message = assertThrows(UserError.class, () -> WeightsFile.read(path)).getMessage();
    assertTrue(message.contains(part), () -> part + " is not in: " + message);
  }

  @Test
  void safetensorsAreKnownByContentWhateverTheName() {
    Path path = folder.resolve("weights.ckpt");
    TensorFile file = new TensorFile(Map.of("a", Tensor.ofInts(List.of(1), 3)), Map.of());
    SafeTensors.write(path, file);
    assertEquals(file, WeightsFile.read(path));
  }

  @Test
  void otherContentIsSaidToBeNoWeights() throws IOException {
    Path text = Files.writeString(folder.resolve("a.ckpt"), "version https://git-lfs.example/v1");
    assertRefused(text, "neither safetensors nor a PyTorch archive");
    Path empty = Files.createFile(folder.resolve("empty.pt"));
    assertRefused(empty, "neither safetensors nor a PyTorch archive");
  }

  @Test
  void aMissingFileAndAFolderAreNamed() {
    assertRefused(folder.resolve("absent.pt"), "there is no file");
    assertRefused(folder, "there is no file");
  }

  @Test
  void aPickleThatIsNotTorchsIsSaidToBeSo() throws IOException {
    Path path = folder.resolve("other.pkl");
    Files.write(path, new byte[] {(byte) 0x80, 2, 'K', 1, '.', 0, 0, 0, 0, 0});
    assertRefused(path, "not one that torch.save wrote");
  }

  @Test
  void aZipThatIsNotTorchsIsSaidToBeSo() throws IOException {
    assertRefused(zip("readme.txt", ZipEntry.DEFLATED, 0), "is compressed");
    assertRefused(zip("folder/", ZipEntry.STORED, 0), "not one of torch.save");
    Path cut = folder.resolve("cut.pt");
    Files.write(cut, new byte[] {'P', 'K', 3, 4, 0, 0, 0, 0, 0, 0});
    assertRefused(cut, "not a sound zip archive");
  }

  @Test
  void aZipBombIsRefusedUnread() throws IOException {
    assertRefused(zip("x/data.pkl", ZipEntry.DEFLATED, 1 << 24), "x/data.pkl is compressed");
  }

  private Path zip(String name, int method, int size) throws IOException {
    Path path = folder.resolve("other.pt");
    try (OutputStream out = Files.newOutputStream(path);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      ZipEntry entry = new ZipEntry(name);
      entry.setMethod(method);
      if (method == ZipEntry.STORED) {
        entry.setSize(0);
        entry.setCrc(0);
      }
      zip.putNextEntry(entry);
      zip.write(new byte[size]);
      zip.closeEntry();
    }
    return path;
  }
}
