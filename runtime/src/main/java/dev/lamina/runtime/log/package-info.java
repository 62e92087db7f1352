/**
 * What a training run leaves behind for people and programs.
 *
 * <p>In: the events of a {@link dev.lamina.runtime.training.TrainingListener}. Out, in the run's
 * folder: metrics as JSON lines and CSV, settings as YAML, TensorBoard's event files ({@code
 * tensorboard}) and a page to read ({@code report}), all of them up to date after every epoch.
 * Begin at {@link dev.lamina.runtime.log.RunLogs}.
 */
package dev.lamina.runtime.log;
