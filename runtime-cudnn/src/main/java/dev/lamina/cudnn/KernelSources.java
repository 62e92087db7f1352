package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.RealType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** The CUDA C of all our own kernels: the files beside this class, as one program. */
public final class KernelSources {
  /** What others use: no kernels. */
  private static final List<String> HEADERS = List.of("real", "functions", "draw", "norm");

  private static final List<String> FILES =
      List.of(
          "activation",
          "add",
          "channel_shuffle",
          "columns",
          "batch_norm",
          "bias",
          "concat",
          "dropout",
          "filters",
          "images",
          "loss",
          "max_pool",
          "optimizer");

  private KernelSources() {}

  /** The program; messages of the compiler name the file and line that they are about. */
  public static String all() {
    return with(own());
  }

  /** Our own kernels, without what they share. */
  public static String own() {
    return FILES.stream().map(KernelSources::file).collect(Collectors.joining());
  }

  /** A program of other kernels, which may use what our own use. */
  public static String with(String kernels) {
    return HEADERS.stream().map(KernelSources::file).collect(Collectors.joining()) + kernels;
  }

  /** The compiler's options that choose the type of {@code real}. */
  public static List<String> options(RealType type) {
    return List.of("-DLAMINA_BF16=" + (type == RealType.BFLOAT16 ? 1 : 0));
  }

  private static String file(String name) {
    String path = "kernels/" + name + ".cu";
    try (InputStream in = KernelSources.class.getResourceAsStream(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return "#line 1 \"" + name + ".cu\"\n" + text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
