package dev.lamina.onednn.primitive;

/** A oneDNN call that did not return success. The message names the operation and the status. */
public final class OneDnnException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Status status;

  OneDnnException(String operation, Status status) {
    super("oneDNN: " + operation + " failed with status " + status.label());
    this.status = status;
  }

  /** What oneDNN returned. */
  public Status status() {
    return status;
  }
}
