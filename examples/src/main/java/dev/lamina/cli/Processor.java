package dev.lamina.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The CPU, as far as the system tells.
 *
 * @param model its name
 * @param cores how many the JVM may use
 * @param features the instruction sets that decide how fast convolutions are
 */
record Processor(String model, int cores, List<String> features) {
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final Pattern RELEVANT =
      Pattern.compile("avx2|fma|avx512.*|avx_vnni|amx.*|asimd.*|sve.*|bf16|i8mm");
  private static final Pattern SEPARATOR = Pattern.compile("\\s*:\\s*");

  /** Reads Linux's description; elsewhere only the architecture is known. */
  static Processor read() {
    int cores = Runtime.getRuntime().availableProcessors();
    if (!Files.isReadable(CPUINFO)) {
      return new Processor(System.getProperty("os.arch"), cores, List.of("unknown"));
    }
    try {
      return parse(Files.readAllLines(CPUINFO), cores);
    } catch (IOException e) {
      return new Processor(System.getProperty("os.arch"), cores, List.of(e.toString()));
    }
  }

  static Processor parse(List<String> lines, int cores) {
    String model = values(lines, "model name").findFirst().orElse(System.getProperty("os.arch"));
    List<String> features =
        Stream.concat(values(lines, "flags"), values(lines, "Features")).findFirst().stream()
            .flatMap(flags -> Stream.of(flags.split(" ", 0)))
            .filter(flag -> RELEVANT.matcher(flag).matches())
            .sorted()
            .toList();
    return new Processor(model, cores, features);
  }

  private static Stream<String> values(List<String> lines, String key) {
    return lines.stream()
        .map(line -> SEPARATOR.split(line, 2))
        .filter(parts -> parts.length == 2 && parts[0].equals(key))
        .map(parts -> parts[1]);
  }
}
