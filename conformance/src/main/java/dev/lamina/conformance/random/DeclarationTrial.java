package dev.lamina.conformance.random;

import dev.lamina.conformance.interpret.InterpretedNetwork;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.diagnostics.Diagnostic;
import dev.lamina.graph.ir.Node;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.plan.PlannedNetwork;
import dev.lamina.graph.rule.Rules;
import dev.lamina.runtime.device.Device;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.function.Supplier;

/**
 * Compiles a declaration and, if it can be compiled, runs it on a device, forward and backward, and
 * beside it in double precision.
 */
public final class DeclarationTrial {

  /** What can be said about a declaration in so many milliseconds of work is said quickly. */
  private static final long SLOW = 20_000;

  private static final long MOST_PARAMETERS = 100_000;
  private static final long MOST_ACTIVATIONS = 50_000;
  private static final long MOST_MULTIPLY_ADDS = 1_000_000;

  private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

  private final Supplier<Device> devices;

  /**
   * Trials on a device.
   *
   * @param devices opens it anew for every trial
   */
  public DeclarationTrial(Supplier<Device> devices) {
    this.devices = devices;
  }

  /**
   * What becomes of a declaration.
   *
   * @param seed of weights and images
   */
  public Verdict of(ModelDecl model, long seed) {
    try {
      // Of this thread: other work on the machine must not fail a declaration.
      long start = CLOCK.getCurrentThreadCpuTime();
      Compiled compiled = Compiled.of(model);
      long milliseconds = (CLOCK.getCurrentThreadCpuTime() - start) / 1_000_000;
      return milliseconds > SLOW
          ? Verdict.fault("compiling it took " + milliseconds + " ms")
          : verdict(compiled, seed);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return Verdict.fault(e);
    }
  }

  private Verdict verdict(Compiled compiled, long seed) {
    for (Diagnostic diagnostic : compiled.diagnostics()) {
      if (!isReadable(diagnostic.text())) {
        return Verdict.fault("unreadable: " + diagnostic.text());
      } else if (Spot.of(diagnostic.origin()).isEmpty()) {
        return Verdict.fault("shown nowhere: " + diagnostic.text());
      }
    }
    if (compiled.planned().isPresent() != compiled.diagnostics().isEmpty()) {
      return Verdict.fault("either messages or a network, not " + compiled.messages());
    }
    return compiled
        .planned()
        .map(planned -> run(planned, seed))
        .orElseGet(() -> Verdict.refused(compiled.messages()));
  }

  /** One line of a length that a person can read. */
  private static boolean isReadable(String text) {
    return text.length() < 1_000 && text.chars().noneMatch(Character::isISOControl);
  }

  private Verdict run(PlannedNetwork planned, long seed) {
    if (!isSmall(planned)) {
      return Verdict.of(Verdict.Kind.COMPILED);
    }
    return new Agreement(new InterpretedNetwork(planned), seed).on(devices.get());
  }

  private static boolean isSmall(PlannedNetwork planned) {
    return planned.parameters().length() <= MOST_PARAMETERS
        && planned.trainingPlan().activations() <= MOST_ACTIVATIONS
        && planned.model().nodes().stream().mapToLong(DeclarationTrial::work).sum()
            <= MOST_MULTIPLY_ADDS;
  }

  /** Multiply-adds, or the pixels that windows are laid over, padding included. */
  private static long work(Node node) {
    if (node.op() instanceof MaxPool pool) {
      return node.output().shape().elements() * pool.window().area();
    } else if (node.op() instanceof AvgPool pool) {
      return node.output().shape().elements() * pool.window().area();
    }
    return Rules.multiplyAdds(node);
  }
}
