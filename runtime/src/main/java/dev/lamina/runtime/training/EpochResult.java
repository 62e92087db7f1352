package dev.lamina.runtime.training;

/**
 * What an epoch came to. Accuracies are fractions, 0 to 1.
 *
 * @param epoch from 0
 * @param learningRate of its steps
 * @param trainLoss mean loss over its training images, each with the weights of its step
 * @param trainAccuracy likewise
 * @param validationLoss mean cross-entropy over all validation images, with the weights at its end
 * @param validationAccuracy over all validation images, with the weights at its end
 * @param best whether the validation accuracy is above that of all epochs before
 * @param trainingSeconds its training steps took, evaluation not included
 */
public record EpochResult(
    int epoch,
    double learningRate,
    double trainLoss,
    double trainAccuracy,
    double validationLoss,
    double validationAccuracy,
    boolean best,
    double trainingSeconds) {}
