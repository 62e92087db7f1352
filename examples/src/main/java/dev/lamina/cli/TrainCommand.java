package dev.lamina.cli;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.network.CompiledNetwork;
import dev.lamina.runtime.training.Evaluation;
import dev.lamina.runtime.training.EvaluationResult;
import dev.lamina.runtime.training.RunDescription;
import dev.lamina.runtime.training.Training;
import dev.lamina.runtime.training.TrainingResult;
import dev.lamina.runtime.training.TrainingStopped;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code lamina train}: the whole protocol, from new weights to the test of the best epoch. */
@Command(
    name = "train",
    description =
        "Trains a network by its published recipe, on CIFAR-10 or other images, keeps the epoch"
            + " with the best validation accuracy, and tests it.",
    sortOptions = false,
    footer = {
      "",
      "Examples:",
      "  lamina train ResNet --epochs 5",
      "  lamina train ResNet --data data --epochs 1 --limit 2560 --json",
      "  lamina train Cifar100ResNet --dataset cifar100",
      "  lamina train ResNet --resume runs/ResNet"
    })
final class TrainCommand implements Runnable {
  private final Terminal terminal;
  private Optional<Path> out = Optional.empty();
  private Optional<Path> resume = Optional.empty();

  @Mixin private NetworkParameter network;
  @Mixin private RunParameters settings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Folder for weights, state and logs. Default: runs/MODEL. Trained weights that are found"
              + " there are only tested.")
  void out(Path value) {
    out = Optional.of(value);
  }

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with the run in this folder where it was left; its own settings hold, and only"
              + " --epochs may change.")
  void resume(Path value) {
    resume = Optional.of(value);
  }

  @Option(
      names = "--retrain",
      description = "Train anew although the folder holds weights or an unfinished run.")
  private boolean retrain;

  @Mixin private DeviceParameters device;

  @Option(
      names = "--json",
      description =
          "The last line of standard output is one JSON object; all else to standard error.")
  private boolean json;

  TrainCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    CompiledNetwork model = network.network();
    checkOptions(model);
    Path folder = resume.or(() -> out).orElse(Path.of("runs", model.spec().name()));
    Optional<Path> trained = trained(model, folder);
    if (trained.isPresent()) {
      test(model, trained.get());
    } else {
      train(model, folder);
    }
  }

  private void checkOptions(CompiledNetwork model) {
    if (resume.isEmpty()) {
      settings.check(model);
    } else if (out.isPresent()) {
      throw new UserError(
          "--resume names the folder that is written to, so that nothing comes of --out; leave one of them out");
    } else if (retrain) {
      throw new UserError(
          "--resume goes on with a run, but --retrain begins anew; leave one of them out");
    }
  }

  /** The weights that an earlier run left, unless training is asked for. */
  private Optional<Path> trained(CompiledNetwork model, Path folder) {
    // Asked for, it goes by no state there: a damaged one is not even read.
    return retrain || resume.isPresent()
        ? Optional.empty()
        : EarlierRun.weights(model, folder, "--resume " + folder);
  }

  private void test(CompiledNetwork model, Path weights) {
    terminal.people(json).println(EarlierRun.notice(weights, settings.given()));
    EvaluationResult result =
        Evaluation.of(model, settings.data().source(terminal.people(json)))
            .on(device.name())
            .deviceOptions(device.options())
            .run(EarlierRun.read(model, weights));
    new EvaluationReport(terminal, json).print(model.spec().name(), result);
  }

  private void train(CompiledNetwork model, Path folder) {
    try (Interruption interruption = new Interruption()) {
      train(model, folder, interruption);
    }
  }

  private void train(CompiledNetwork model, Path folder, Interruption interruption) {
    try {
      WatchedTraining.Finished finished =
          new WatchedTraining(terminal, json).run(training(model).out(folder), interruption);
      if (json) {
        terminal.out().println(summary(finished.run(), finished.result()));
      }
    } catch (TrainingStopped e) {
      terminal
          .err()
          .printf(
              "lamina: stopped in epoch %d after %d steps; go on with: %s%n",
              e.epoch() + 1,
              e.steps(),
              ResumeLine.of(model.spec().name(), folder, settings.data(), device));
    }
  }

  private Training training(CompiledNetwork model) {
    Training training = settings.training(model, device, terminal.people(json));
    resume.ifPresent(folder -> training.resume());
    return training;
  }

  private static JsonLine summary(RunDescription run, TrainingResult result) {
    return new JsonLine()
        .put("model", run.network())
        .put("device", run.device())
        .put("data", run.dataOrigin())
        .put("epochs", result.epochs().size())
        .put("train_loss", result.last().trainLoss())
        .put("train_acc", result.last().trainAccuracy())
        .put("best_epoch", result.bestEpoch() + 1)
        .put("val_acc", result.validationAccuracy())
        .put("test_acc", result.testAccuracy())
        .put("images_per_second", result.imagesPerSecond())
        .put("weights", result.checkpoint().toString());
  }
}
