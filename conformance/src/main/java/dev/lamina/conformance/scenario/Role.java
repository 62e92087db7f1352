package dev.lamina.conformance.scenario;

/** What happens to an operand in a scenario. */
public enum Role {
  /** Holds values from the start and is only read. */
  GIVEN,
  /** Holds values from the start, is changed by the ops, and is compared. */
  UPDATED,
  /** Is written by an op before anything reads it, and is compared. */
  COMPUTED,
  /** Is written by one op for another of the same device; its content is the device's own. */
  INTERNAL;

  /** Whether it holds values from the start. */
  public boolean filled() {
    return this == GIVEN || this == UPDATED;
  }

  /** Whether devices must agree about it. */
  public boolean compared() {
    return this == UPDATED || this == COMPUTED;
  }
}
