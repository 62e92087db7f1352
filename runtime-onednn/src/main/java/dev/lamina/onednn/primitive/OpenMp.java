package dev.lamina.onednn.primitive;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.File;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;

/**
 * The number of threads of oneDNN's OpenMP runtime.
 *
 * <p>OpenMP keeps it per calling thread, so it is set again whenever another thread begins to run
 * primitives. oneDNN's binding does not offer the call; the runtime library lies beside it.
 */
final class OpenMp {
  private static final List<String> RUNTIMES = List.of("gomp", "iomp", "libomp", "vcomp");

  private final Optional<Function> setThreads;
  private final int threads;
  private final Object[] arguments;
  private Optional<Thread> caller = Optional.empty();

  private OpenMp(Optional<Function> setThreads, int threads) {
    this.setThreads = setThreads;
    this.threads = threads;
    this.arguments = new Object[] {threads};
  }

  /** The runtime's own choice, or the given number. */
  static OpenMp with(OptionalInt threads) {
    if (threads.isEmpty()) {
      int own =
          find("omp_get_max_threads")
              .map(function -> function.invokeInt(new Object[0]))
              .orElseGet(Runtime.getRuntime()::availableProcessors);
      return new OpenMp(Optional.empty(), own);
    }
    return new OpenMp(Optional.of(function("omp_set_num_threads")), threads.getAsInt());
  }

  /** How many there are. */
  int threads() {
    return threads;
  }

  /** To be called before every primitive; it costs a comparison. */
  void enter() {
    if (setThreads.isPresent()) {
      apply();
    }
  }

  private void apply() {
    Thread current = Thread.currentThread();
    if (caller.isEmpty() || caller.get() != current) {
      setThreads.get().invokeVoid(arguments);
      caller = Optional.of(current);
    }
  }

  /** A function of the runtime library. */
  static Function function(String name) {
    return find(name)
        .orElseThrow(
            () -> new IllegalStateException("No OpenMP runtime is beside oneDNN's binding"));
  }

  private static Optional<Function> find(String name) {
    File binding = new File(Loader.load(dnnl.class));
    File[] files = binding.getParentFile().listFiles();
    return Stream.of(files == null ? new File[0] : files)
        .filter(file -> RUNTIMES.stream().anyMatch(file.getName()::contains))
        .findFirst()
        .map(file -> NativeLibrary.getInstance(file.getPath()).getFunction(name));
  }
}
