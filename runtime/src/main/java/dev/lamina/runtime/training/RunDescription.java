package dev.lamina.runtime.training;

import java.util.Optional;

/**
 * What is about to be trained, for people and logs.
 *
 * @param network name
 * @param device name
 * @param deviceReason why this device
 * @param deviceDescription what the device runs on
 * @param dataOrigin where the images came from
 * @param dataNotice what to know about the data before believing a result
 * @param trainingImages images that an epoch goes over
 * @param validationImages images that each epoch is validated on
 * @param testImages images that the best weights are tested on
 * @param stepsPerEpoch full batches of an epoch
 * @param config the run
 */
public record RunDescription(
    String network,
    String device,
    String deviceReason,
    String deviceDescription,
    String dataOrigin,
    Optional<String> dataNotice,
    int trainingImages,
    int validationImages,
    int testImages,
    int stepsPerEpoch,
    TrainingConfig config) {}
