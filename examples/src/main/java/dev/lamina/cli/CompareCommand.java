package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.network.NetworkSpec;
import dev.lamina.runtime.network.Networks;
import dev.lamina.runtime.training.Evaluation;
import dev.lamina.runtime.training.EvaluationResult;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import dev.lamina.runtime.training.TrainingStopped;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code lamina compare}: several models side by side, and beside what was published. */
@Command(
    name = "compare",
    description =
        "Trains models, or loads what is trained already, and shows their accuracies beside the"
            + " published ones.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  lamina compare GoogleNet ResNet PreActResNet DenseNet",
      "  lamina compare ResNet DenseNet --epochs 30 --milestones 17,25 --out runs/short"
    })
final class CompareCommand implements Runnable {
  private static final Set<Integer> NUMBERS = Set.of(1, 2, 3, 4, 5);

  private final Terminal terminal;

  @Parameters(
      arity = "1..*",
      completionCandidates = NetworkParameter.Names.class,
      paramLabel = "MODEL",
      description = "The networks, for example ResNet; a wrong name lists the ones there are.")
  private List<String> models;

  @Mixin private RunParameters settings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description =
          "Folder of the models' folders. A model whose weights are in DIR/MODEL is not trained."
              + " Default: ${DEFAULT-VALUE}.")
  private Path out;

  @Option(
      names = "--retrain",
      description = "Train all anew, although the folders hold weights or unfinished runs.")
  private boolean retrain;

  @Mixin private DeviceParameters device;

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; all else to standard error.")
  private boolean json;

  CompareCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    Map<CompiledNetwork, Optional<Path>> found = found();
    List<ComparedModel> rows = new ArrayList<>();
    try (Interruption interruption = new Interruption()) {
      found.forEach((model, weights) -> rows.add(row(model, weights, interruption)));
    } catch (TrainingStopped e) {
      // It has been said; and the process ends with the signal's exit code.
      return;
    }
    print(rows);
  }

  /** The weights there are. All mistakes are found before the first model is trained. */
  private Map<CompiledNetwork, Optional<Path>> found() {
    Networks networks = Networks.installed();
    List<CompiledNetwork> compared = models.stream().distinct().map(networks::named).toList();
    checkClasses(compared);
    compared.forEach(settings::check);
    Map<CompiledNetwork, Optional<Path>> found = new LinkedHashMap<>();
    compared.forEach(model -> found.put(model, weights(model)));
    return found;
  }

  /** All are judged on the same images, and so have to tell as many classes apart. */
  private static void checkClasses(List<CompiledNetwork> compared) {
    NetworkSpec first = compared.get(0).spec();
    for (CompiledNetwork model : compared) {
      if (model.spec().classes() != first.classes()) {
        throw new UserError(
            "%s tells %d classes apart, %s %d, and no data has both; compare networks for the same data"
                .formatted(
                    first.name(), first.classes(), model.spec().name(), model.spec().classes()));
      }
    }
  }

  /** Weights are read here although they are not kept: what is wrong with them is then known. */
  private Optional<Path> weights(CompiledNetwork model) {
    if (retrain) {
      return Optional.empty();
    }
    Path folder = folder(model);
    String goOn = "'lamina train %s --resume %s'".formatted(model.spec().name(), folder);
    Optional<Path> found = EarlierRun.weights(model, folder, goOn);
    found.ifPresent(file -> EarlierRun.read(model, file));
    return found;
  }

  private Path folder(CompiledNetwork model) {
    return out.resolve(model.spec().name());
  }

  private ComparedModel row(
      CompiledNetwork model, Optional<Path> weights, Interruption interruption) {
    return weights.map(file -> tested(model, file)).orElseGet(() -> trained(model, interruption));
  }

  private ComparedModel tested(CompiledNetwork model, Path weights) {
    String name = model.spec().name();
    PrintStream people = terminal.people(json);
    people.println(name + ": " + EarlierRun.notice(weights, settings.given()));
    EvaluationResult result =
        Evaluation.of(model, settings.data().source(people))
            .on(device.name())
            .deviceOptions(device.options())
            .run(weights);
    result.dataNotice().ifPresent(notice -> people.println("note: " + notice));
    return new ComparedModel(
        name,
        model.spec().parameterCount(),
        result.validationAccuracy(),
        result.testAccuracy(),
        false,
        weights);
  }

  private ComparedModel trained(CompiledNetwork model, Interruption interruption) {
    Training training = settings.training(model, device, terminal.people(json)).out(folder(model));
    TrainingResult result = run(model, training, interruption);
    return new ComparedModel(
        model.spec().name(),
        model.spec().parameterCount(),
        result.validationAccuracy(),
        result.testAccuracy(),
        true,
        result.checkpoint());
  }

  private TrainingResult run(CompiledNetwork model, Training training, Interruption interruption) {
    try {
      return new WatchedTraining(terminal, json).run(training, interruption).result();
    } catch (TrainingStopped e) {
      // Here, for the process may end as soon as the interruption is closed.
      terminal
          .err()
          .printf(
              "lamina: stopped in epoch %d after %d steps; finish it with this command, then compare again: %s%n",
              e.epoch() + 1,
              e.steps(),
              ResumeLine.of(model.spec().name(), folder(model), settings.data(), device));
      throw e;
    }
  }

  private void print(List<ComparedModel> rows) {
    PrintStream people = terminal.people(json);
    List<List<String>> table = new ArrayList<>(List.of(ComparedModel.HEADER));
    rows.forEach(row -> table.add(row.row()));
    people.println();
    people.println("accuracies in percent; published: the tutorial's, on CIFAR-10");
    Columns.align(table, NUMBERS).forEach(people::println);
    if (json) {
      List<JsonLine> lines = rows.stream().map(ComparedModel::json).toList();
      terminal.out().println(new JsonLine().put("models", lines));
    }
  }
}
