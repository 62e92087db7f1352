package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Scenario;
import java.util.stream.Stream;

/** An op with its gradients, and the cases in which a device is tried. */
public interface Family {

  /** For example {@code Conv2d}. */
  String name();

  /** All cases, without their in-place variants. */
  Stream<Scenario> scenarios();
}
