package dev.lamina.runtime.log.report;

import dev.lamina.runtime.training.Predictions;

/**
 * An evaluation.
 *
 * @param images which images, for example {@code test}
 * @param predictions for each of them
 */
public record Evaluated(String images, Predictions predictions) {}
