package dev.lamina.runtime.training;

import dev.lamina.runtime.device.DeviceChoice;
import java.util.Optional;

/**
 * How good weights are. Accuracies are fractions, 0 to 1.
 *
 * @param device what it was measured on
 * @param validationAccuracy over all validation images
 * @param testAccuracy over all test images
 * @param dataOrigin where the images came from
 * @param dataNotice what to know about the data before believing the accuracies
 */
public record EvaluationResult(
    DeviceChoice device,
    double validationAccuracy,
    double testAccuracy,
    String dataOrigin,
    Optional<String> dataNotice) {}
