package dev.lamina.runtime.training;

import java.util.List;

/** Passes everything on to several listeners, in their order. */
record TrainingListeners(List<TrainingListener> listeners) implements TrainingListener {

  @Override
  public void started(RunDescription run) {
    listeners.forEach(listener -> listener.started(run));
  }

  @Override
  public void prepared(RunMaterial material) {
    listeners.forEach(listener -> listener.prepared(material));
  }

  @Override
  public void epochStarted(int epoch) {
    listeners.forEach(listener -> listener.epochStarted(epoch));
  }

  @Override
  public void stepped(EpochProgress progress) {
    // Not forEach with a capture: a step allocates nothing.
    for (int i = 0; i < listeners.size(); i++) {
      listeners.get(i).stepped(progress);
    }
  }

  @Override
  public void validated(int epoch, Predictions predictions) {
    listeners.forEach(listener -> listener.validated(epoch, predictions));
  }

  @Override
  public void epochFinished(EpochResult result) {
    listeners.forEach(listener -> listener.epochFinished(result));
  }

  @Override
  public void tested(Predictions predictions) {
    listeners.forEach(listener -> listener.tested(predictions));
  }

  @Override
  public void finished(TrainingResult result) {
    listeners.forEach(listener -> listener.finished(result));
  }
}
