package dev.lamina.benchmarks.side;

/** What the lines that a side writes begin with; all other lines are not for the comparison. */
public final class Answers {
  /** {@code @library NAME VERSION}: what the side runs on. */
  public static final String LIBRARY = "@library ";

  /** {@code @parameters N}: trainable numbers of its network. */
  public static final String PARAMETERS = "@parameters ";

  /** {@code @multiplications N}: of one image forward; from sides that know it. */
  public static final String MULTIPLICATIONS = "@multiplications ";

  /** {@code @step SECONDS SECONDS}: a training step, and the step up to its update. */
  public static final String STEP = "@step ";

  /** {@code @done}: all steps that were asked for are over. */
  public static final String DONE = "@done";

  private Answers() {}
}
