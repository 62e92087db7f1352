package dev.lamina.runtime.hostile;

import dev.lamina.runtime.data.cifar.Cifar100;
import dev.lamina.runtime.data.cifar.Cifar100Folder;
import dev.lamina.runtime.data.cifar.Cifar10Folder;
import dev.lamina.runtime.data.download.DownloadProgress;
import dev.lamina.runtime.data.download.RemoteFile;
import dev.lamina.runtime.data.image.ImageFile;
import dev.lamina.runtime.data.image.ImageFit;
import dev.lamina.runtime.log.chart.CurvesPicture;
import dev.lamina.runtime.log.chart.TextCharts;
import dev.lamina.runtime.log.chart.TextStyle;
import dev.lamina.runtime.log.metrics.RunMetrics;
import dev.lamina.runtime.training.RunFolder;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.TensorFile;
import dev.lamina.runtime.weights.WeightsFile;
import dev.lamina.runtime.weights.pytorch.PyTorchArchive;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Every kind of file that is read and may come from a stranger, and how it is read. */
enum FileKind {
  /** Weights, as safetensors. */
  SAFETENSORS(40) {
    @Override
    List<byte[]> samples() throws IOException {
      return Samples.safetensors();
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      Path file = Files.write(folder.resolve("weights.safetensors"), bytes);
      SafeTensors.readMetadata(file);
      WeightsFile.read(file).tensors().values().forEach(tensor -> tensor.toFloats());
    }
  },
  /** Weights, as PyTorch saves them today. */
  PYTORCH_ZIP(60) {
    @Override
    List<byte[]> samples() throws IOException {
      return Samples.resources("torch-zip.pt", "torch-protocol4.pt");
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      Path file = Files.write(folder.resolve("weights.pt"), bytes);
      PyTorchArchive.readZip(file).stateDict().tensors().values().forEach(t -> t.toFloats());
    }
  },
  /** Weights, as PyTorch saved them before 1.6; an exercise for the pickle machine. */
  PYTORCH_PICKLES(60) {
    @Override
    List<byte[]> samples() throws IOException {
      return Samples.resources("torch-legacy.pt", "torch-plain.pt");
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      Path file = Files.write(folder.resolve("weights.pth"), bytes);
      PyTorchArchive.readLegacy(file).stateDict().tensors().values().forEach(t -> t.toFloats());
    }
  },
  /** Images of CIFAR-10. */
  CIFAR10(8) {
    @Override
    List<byte[]> samples() {
      return List.of(Samples.records(3073, 1), Samples.records(3073, 2));
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      for (int i = 1; i <= 5; i++) {
        Files.write(folder.resolve("data_batch_" + i + ".bin"), Samples.records(3073, 1));
      }
      Files.write(folder.resolve("test_batch.bin"), bytes);
      new Cifar10Folder(folder).load();
    }
  },
  /** Images of CIFAR-100, or the names of its classes: the first byte tells. */
  CIFAR100(40) {
    @Override
    List<byte[]> samples() {
      return List.of(Samples.marked(0, Samples.records(3074, 2)), Samples.marked(1, NAMES));
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      byte[] rest = Samples.rest(bytes);
      boolean names = bytes.length > 0 && bytes[0] % 2 != 0;
      Files.write(folder.resolve("train.bin"), names ? Samples.records(3074, 1) : rest);
      Files.write(folder.resolve("test.bin"), Samples.records(3074, 1));
      Files.write(folder.resolve("fine_label_names.txt"), names ? rest : NAMES);
      new Cifar100Folder(folder).load();
    }
  },
  /** The archive that CIFAR-100 comes in; what comes is compared with a checksum, here its own. */
  ARCHIVE(3000) {
    @Override
    List<byte[]> samples() throws IOException {
      return Samples.archives();
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      // Without a byte of it, the rest would be fetched.
      byte[] part = bytes.length == 0 ? new byte[1] : bytes;
      Files.write(folder.resolve("cifar-100-binary.tar.gz.part"), part);
      RemoteFile remote = new RemoteFile(URI.create("http://localhost:1/"), md5(part), 1 << 30);
      new Cifar100(folder, remote, DownloadProgress.silent()).load();
    }
  },
  /** Images to be classified. */
  IMAGE(60) {
    @Override
    List<byte[]> samples() throws IOException {
      return Samples.images();
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      Path file = Files.write(folder.resolve("image"), bytes);
      new ImageFit(32, 32).apply(ImageFile.read(file));
    }

    @Override
    long allowance() {
      return 2L * ImageFile.BYTES_PER_PIXEL * ImageFile.MAX_PIXELS;
    }
  },
  /** What a run's state says of the run. */
  RUN_STATE(200) {
    @Override
    List<byte[]> samples() {
      return Samples.states();
    }

    @Override
    void read(Path folder, byte[] bytes) {
      Map<String, String> about = Map.of("run", new String(bytes, StandardCharsets.UTF_8));
      Path file = folder.resolve("Net.state.safetensors");
      SafeTensors.write(file, new TensorFile(Map.of(), about));
      RunFolder.of(folder, "Net");
    }
  },
  /** A run's metrics, to be drawn. */
  METRICS(400) {
    @Override
    List<byte[]> samples() {
      return Samples.metrics();
    }

    @Override
    void read(Path folder, byte[] bytes) throws IOException {
      Path file = Files.write(folder.resolve("metrics.jsonl"), bytes);
      List<RunMetrics> runs = RunMetrics.read(List.of(file));
      TextCharts.lines(runs, new TextStyle(100, true, false));
      TextCharts.lines(runs, new TextStyle(80, false, false));
      CurvesPicture.of(runs);
    }
  };

  private static final int ALLOWANCE = 32 << 20;
  private static final byte[] NAMES = Samples.classNames();

  private final int factor;

  FileKind(int factor) {
    this.factor = factor;
  }

  /** Sound files, each small. */
  abstract List<byte[]> samples() throws IOException;

  /** Reads a file as a command would, in an empty folder. */
  abstract void read(Path folder, byte[] bytes) throws IOException;

  /** Bytes that may be allocated whatever the file's size. */
  long allowance() {
    return ALLOWANCE;
  }

  /** Bytes that may be allocated while a file of some size is read. */
  final long limit(int size) {
    return allowance() + (long) factor * size;
  }

  private static String md5(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
