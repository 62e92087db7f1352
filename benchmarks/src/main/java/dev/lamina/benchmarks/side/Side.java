package dev.lamina.benchmarks.side;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * One side of a comparison, in a process of its own. It says what it is and then, for each number
 * on a line of standard input, trains so many steps and tells how long each took. It ends with its
 * input. The {@link Answers} are all that a side has to keep to; those in other languages write
 * them too.
 */
public final class Side {
  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  /** A side on standard input and output. */
  public Side() {}

  /** Tells the multiplications of convolutions and linear layers, of one image forward. */
  public Side multiplying(long perImage) {
    out.println(Answers.MULTIPLICATIONS + perImage);
    return this;
  }

  /**
   * Serves until the input ends.
   *
   * @param library what trains, with its version
   * @param parameters trainable numbers of the network
   * @param step trains one step
   */
  public void serve(String library, long parameters, Supplier<StepTime> step) throws IOException {
    out.println(Answers.LIBRARY + library);
    out.println(Answers.PARAMETERS + parameters);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      steps(Integer.parseInt(line.strip()), step);
    }
  }

  private void steps(int count, Supplier<StepTime> step) {
    for (int i = 0; i < count; i++) {
      StepTime time = step.get();
      out.println(
          Answers.STEP
              + String.format(Locale.ROOT, "%.6f %.6f", time.seconds(), time.beforeUpdate()));
    }
    out.println(Answers.DONE);
  }
}
