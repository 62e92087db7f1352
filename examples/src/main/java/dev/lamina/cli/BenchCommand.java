package dev.lamina.cli;

import dev.lamina.runtime.bench.Benchmark;
import dev.lamina.runtime.bench.BenchmarkResult;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.profile.TraceFile;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lamina bench}: how fast a network trains here, and where the time goes. */
@Command(
    name = "bench",
    description =
        "Measures training steps, or inference, on images that are in memory already, and what this"
            + " machine could reach.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  lamina bench ResNet --steps 50",
      "  lamina bench GoogleNet --inference --precision bfloat16",
      "  lamina bench PreActResNet --alone",
      "  lamina bench DenseNet --profile --trace DenseNet.trace.json"
    })
final class BenchCommand implements Runnable {
  private final Terminal terminal;
  private Optional<Path> trace = Optional.empty();

  @Mixin private NetworkParameter network;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Images of a step. Default: the recipe's.")
  private Optional<Integer> batchSize = Optional.empty();

  @Option(
      names = "--steps",
      paramLabel = "N",
      defaultValue = "20",
      description = "Steps that are measured, after some to warm up. Default: ${DEFAULT-VALUE}.")
  private int steps;

  @Option(
      names = "--inference",
      description = "Measure batches through the network instead of training steps.")
  private boolean inference;

  @Option(
      names = "--alone",
      description =
          "Also measure what each convolution and linear layer takes alone, and show how long a step"
              + " of these takes, with all else at the speed of a copy.")
  private boolean alone;

  @Option(
      names = "--profile",
      description =
          "Also show the time of each kind of op, of each member of the network and of the slowest"
              + " kernels, over further steps, and write a trace.")
  private boolean profile;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description =
          "Where --profile writes the trace, for chrome://tracing or Perfetto. Default:"
              + " MODEL.trace.json.")
  void trace(Path value) {
    trace = Optional.of(value);
  }

  @Mixin private DeviceParameters device;

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; all else to standard error.")
  private boolean json;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    PrintStream people = terminal.people(json);
    CompiledNetwork model = network.network();
    BenchmarkResult result = benchmark(model).run();
    BenchReport report = new BenchReport(result);
    report.lines().forEach(people::println);
    JsonLine summary = report.json();
    result
        .profile()
        .ifPresent(
            taken -> {
              Path file = trace.orElse(Path.of(result.network() + ".trace.json"));
              ProfileReport details = new ProfileReport(taken);
              details.lines().forEach(people::println);
              TraceFile.write(file, result.network() + " on " + result.device().name(), taken);
              people.println("wrote " + file);
              details.addTo(summary.put("trace", file.toString()));
            });
    if (json) {
      terminal.out().println(summary);
    }
  }

  private Benchmark benchmark(CompiledNetwork model) {
    Benchmark benchmark =
        Benchmark.of(model).steps(steps).on(device.name()).deviceOptions(device.options());
    batchSize.ifPresent(benchmark::batchSize);
    if (inference) {
      benchmark.inference();
    }
    if (alone) {
      benchmark.alone();
    }
    return profile || trace.isPresent() ? benchmark.profiled() : benchmark;
  }
}
