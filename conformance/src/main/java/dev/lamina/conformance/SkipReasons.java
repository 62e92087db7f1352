package dev.lamina.conformance;

import java.util.function.Consumer;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/**
 * Says on standard output which tests did not run, and why.
 *
 * <p>What a device test can check depends on the machine, and Surefire's console counts skipped
 * tests without their reasons. Registered for {@link java.util.ServiceLoader}: it works wherever
 * the kit is on the test class path.
 */
public final class SkipReasons implements TestExecutionListener {
  private final Consumer<String> out;

  /** Made by the JUnit launcher; writes to standard output. */
  public SkipReasons() {
    this(System.out::println);
  }

  SkipReasons(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void executionSkipped(TestIdentifier test, String reason) {
    report(test, reason);
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      report(test, result.getThrowable().map(Throwable::getMessage).orElse("aborted"));
    }
  }

  private void report(TestIdentifier test, String reason) {
    out.accept("Skipped: " + name(test) + ": " + reason);
  }

  private static String name(TestIdentifier test) {
    String shown = test.getDisplayName();
    TestSource source = test.getSource().orElse(null);
    if (source instanceof MethodSource method) {
      String name = simple(method.getClassName()) + "." + method.getMethodName();
      // One case of several that a method makes is known by its display name.
      return shown.startsWith(method.getMethodName()) ? name : name + " " + shown;
    }
    return source instanceof ClassSource type ? simple(type.getClassName()) : shown;
  }

  private static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
  }
}
