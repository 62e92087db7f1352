package dev.lamina.runtime;

/**
 * A mistake that the user can repair: a file that is missing, a value out of range, a device that
 * this machine lacks or that failed.
 *
 * <p>The message is one line that says what happened, which value was at fault, and what to do. A
 * command line prints that line alone, without a stack trace.
 */
public class UserError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A mistake noticed by a check of our own.
   *
   * @param message one line: what happened, which value, what to do
   */
  public UserError(String message) {
    super(message);
  }

  /**
   * A mistake noticed through another failure, such as an {@link java.io.IOException}.
   *
   * @param message one line: what happened, which value, what to do
   * @param cause the failure through which the mistake showed
   */
  public UserError(String message, Throwable cause) {
    super(message, cause);
  }
}
