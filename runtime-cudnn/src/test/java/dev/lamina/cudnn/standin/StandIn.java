package dev.lamina.cudnn.standin;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The libraries that stand in for NVIDIA's, in this process. */
public final class StandIn {
  /** System property of the device: where it looks for libraries first. */
  private static final String LIBRARIES = "lamina.cuda.libraries";

  /** Functions of its {@code libcuda.so.1} that NVIDIA's has not. */
  interface Functions extends Library {
    NativeLong stand_in_calls(String function);

    NativeLong stand_in_calls_beginning(String prefix);

    void stand_in_fail(String function, NativeLong nth, int status);

    void stand_in_set(String property, NativeLong value);

    void stand_in_forget();

    NativeLong stand_in_living();

    NativeLong stand_in_violations();

    String stand_in_report();
  }

  private final Functions functions;

  private StandIn(Path folder) {
    String driver = folder.resolve("libcuda.so.1").toString();
    functions = Native.load(driver, Functions.class);
  }

  /** The folder that the device of this process looks in first, if it is the stand-in's. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(System.getProperty(LIBRARIES))
        .map(Path::of)
        .filter(folder -> Files.exists(folder.resolve("built")));
  }

  /** The stand-in, if it is what this process runs on. */
  public static Optional<StandIn> inUse() {
    return folder().map(StandIn::new);
  }

  /**
   * How often a function was called; with {@code execution}, how many pieces of work ran, with
   * {@code captured}, how many were recorded for a graph.
   */
  public long calls(String function) {
    return functions.stand_in_calls(function).longValue();
  }

  /** How often all functions were called whose names begin with {@code prefix}. */
  public long callsBeginning(String prefix) {
    return functions.stand_in_calls_beginning(prefix).longValue();
  }

  /**
   * Lets a call fail.
   *
   * @param function its name, or {@code execution} for a piece of work of a stream
   * @param nth counted from the next one, which is 1
   * @param status what it gives
   */
  public void fail(String function, long nth, int status) {
    functions.stand_in_fail(function, new NativeLong(nth), status);
  }

  /** Sets what it claims to be, for example {@code cudnn} to 80907. */
  public void set(String property, long value) {
    functions.stand_in_set(property, new NativeLong(value));
  }

  /** Forgets properties, faults that did not come yet, and violations. */
  public void forget() {
    functions.stand_in_forget();
  }

  /** Native objects that were made and not destroyed. */
  public long living() {
    return functions.stand_in_living().longValue();
  }

  /** How often something was done that a real library would not notice, or not survive. */
  public long violations() {
    return functions.stand_in_violations().longValue();
  }

  /** Violations, living objects and counts of calls, a line each. */
  public String report() {
    return functions.stand_in_report();
  }
}
