package dev.lamina.runtime.device;

/** The operands of ops that change arenas where they lie: what comes out is where it went in. */
final class UpdateChecks {

  private UpdateChecks() {}

  static void nextStep(Operands o) {
    o.counts(4, 3);
    o.integers(o.input(0), "random state", 2, 1);
    o.whole(o.input(1), "hyper-parameters", 2);
    o.whole(o.input(2), "metrics", 2);
    o.vector(o.input(3), "earlier metrics");
    o.require(o.inputShape(3).elements() % 2 == 0, "earlier metrics are no pairs");
    changed(o, 0, 0);
    changed(o, 1, 1);
    changed(o, 2, 3);
  }

  private static void changed(Operands o, int output, int input) {
    o.require(
        o.output(output).sameMemory(o.input(input))
            && o.outputShape(output).equals(o.inputShape(input)),
        "output " + output + " is not where input " + input + " is");
  }

  /** Vectors of one length, the first of which is changed. */
  static void inPlace(Operands o, int inputs) {
    o.counts(inputs, 1);
    for (int i = 0; i < inputs; i++) {
      o.reals(o.input(i), "input " + i, o.inputShape(0), 1);
    }
    o.require(o.output(0).sameMemory(o.input(0)), "output 0 is not where input 0 is");
  }

  /** Parameters, gradients, so many moments and the step's figures; all but gradients change. */
  static void optimizer(Operands o, int moments) {
    o.counts(3 + moments, 1 + moments);
    Tensor parameters = o.input(0);
    for (int i = 0; i < 2 + moments; i++) {
      o.reals(o.input(i), "input " + i, parameters.shape(), 1);
    }
    o.whole(o.input(2 + moments), "hyper-parameters", 2);
    o.require(o.output(0).sameMemory(parameters), "output 0 is not where the parameters are");
    for (int m = 1; m <= moments; m++) {
      boolean inPlace = o.output(m).sameMemory(o.input(1 + m));
      o.require(inPlace, "output " + m + " is not where input " + (1 + m) + " is");
    }
  }
}
