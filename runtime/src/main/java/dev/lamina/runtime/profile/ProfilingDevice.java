package dev.lamina.runtime.profile;

import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.ForwardingDevice;
import dev.lamina.runtime.device.Kernel;
import java.util.ArrayList;
import java.util.List;

/**
 * Another device, each of whose kernels is timed while a step is noted. So that a time is one
 * kernel's own, the device finishes before and after each, and nothing is captured: on a GPU a step
 * takes longer than without.
 *
 * <pre>{@code
 * ProfilingDevice device = new ProfilingDevice(choice.open(options));
 * try (NetworkSession session = NetworkSession.open(network, device, training)) {
 *   session.initialize(42);
 *   device.note(() -> session.step(images, labels, 0.1));
 *   Profile profile = device.profile();
 * }
 * }</pre>
 */
public final class ProfilingDevice extends ForwardingDevice {
  private final PhaseTracker phases = new PhaseTracker();
  private final List<KernelRun> runs = new ArrayList<>();
  private final List<StepRun> steps = new ArrayList<>();
  private final long zero = System.nanoTime();
  private boolean noting;

  /** Takes over a device: closing this one closes it. */
  public ProfilingDevice(Device device) {
    super(device);
  }

  /** Runs a step and notes its kernels. */
  public void note(Runnable step) {
    finish();
    phases.reset();
    noting = true;
    long start = System.nanoTime();
    try {
      step.run();
      finish();
    } finally {
      noting = false;
    }
    steps.add(new StepRun(start - zero, System.nanoTime() - start));
  }

  /** What was noted so far. */
  public Profile profile() {
    return new Profile(steps, runs);
  }

  @Override
  public Kernel bind(Binding binding) {
    Kernel kernel = super.bind(binding);
    ProfiledKernel about =
        new ProfiledKernel(
            binding.name(), binding.op(), kernel.implementation(), Cost.of(binding, this));
    return new TimedKernel(kernel, about);
  }

  /** A kernel that notes its runs. */
  private final class TimedKernel implements Kernel {
    private final Kernel kernel;
    private final ProfiledKernel about;

    TimedKernel(Kernel kernel, ProfiledKernel about) {
      this.kernel = kernel;
      this.about = about;
    }

    @Override
    public void run() {
      if (!noting) {
        kernel.run();
        return;
      }
      finish();
      long start = System.nanoTime();
      kernel.run();
      finish();
      long nanos = System.nanoTime() - start;
      runs.add(new KernelRun(about, steps.size(), phases.of(about.op()), start - zero, nanos));
    }

    @Override
    public String implementation() {
      return about.implementation();
    }
  }
}
