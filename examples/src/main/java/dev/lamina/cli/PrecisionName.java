package dev.lamina.cli;

import dev.lamina.runtime.device.Precision;

/** What users call precisions. */
final class PrecisionName extends NameOf<Precision> {
  PrecisionName() {
    super(Precision.class);
  }
}
