package dev.lamina.runtime.bench;

import dev.lamina.runtime.device.DeviceChoice;
import dev.lamina.runtime.profile.Profile;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a benchmark came to.
 *
 * @param network name
 * @param inference whether steps were batches in inference, and not of training
 * @param device what it ran on
 * @param deviceDescription library, hardware, precision, threads
 * @param batchSize images of a step
 * @param steps that were measured
 * @param stepSeconds the times of whole steps: images and labels to the device, forward, loss,
 *     backward, update, and the loss back; in inference, images, forward, and the logits back
 * @param firstStep when the first step was over, which binds and warms up
 * @param pageFaults how many minor page faults the process had in these steps; empty where the
 *     system does not tell
 * @param devicePeakBytes the most that the device held for the session, arenas and workspaces
 * @param residentPeakBytes the most of the whole process in the machine's memory before anything
 *     but the steps was measured; empty where the system does not tell
 * @param limit what this machine could reach
 * @param alone what it could reach by what each kernel takes alone, if that was asked for
 * @param profile of some further steps, if one was asked for
 */
public record BenchmarkResult(
    String network,
    boolean inference,
    DeviceChoice device,
    String deviceDescription,
    int batchSize,
    int steps,
    Spread stepSeconds,
    Instant firstStep,
    OptionalLong pageFaults,
    long devicePeakBytes,
    OptionalLong residentPeakBytes,
    StepLimit limit,
    Optional<AloneLimit> alone,
    Optional<Profile> profile) {

  /** Images a second. */
  public Spread imagesPerSecond() {
    return stepSeconds.dividing(batchSize);
  }
}
