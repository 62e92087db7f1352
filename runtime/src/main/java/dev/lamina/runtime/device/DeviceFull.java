package dev.lamina.runtime.device;

import dev.lamina.runtime.UserError;

/** A device has not enough memory for something. */
public final class DeviceFull extends UserError {
  private static final long serialVersionUID = 1L;

  private final String shortage;
  private final long neededBytes;
  private final long freeBytes;

  /**
   * A shortage.
   *
   * @param shortage what is needed for what, and what there is, without what to do about it
   * @param neededBytes what was asked for
   * @param freeBytes what nobody uses
   */
  public DeviceFull(String shortage, long neededBytes, long freeBytes) {
    super(shortage + "; take a smaller batch");
    this.shortage = shortage;
    this.neededBytes = neededBytes;
    this.freeBytes = freeBytes;
  }

  /** What is needed for what, and what there is. */
  public String shortage() {
    return shortage;
  }

  /** What was asked for. */
  public long neededBytes() {
    return neededBytes;
  }

  /** What nobody uses. */
  public long freeBytes() {
    return freeBytes;
  }
}
