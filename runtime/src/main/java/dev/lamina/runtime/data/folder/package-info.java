/**
 * Folders that hold a data set.
 *
 * <p>In: a folder that a user names. Out: which {@link dev.lamina.runtime.data.folder.DatasetKind}
 * it holds; and of image files sorted by class, an {@link
 * dev.lamina.runtime.data.folder.ImageFolder}, a {@link dev.lamina.runtime.data.TrainTest} with
 * images of the size that a network takes.
 */
package dev.lamina.runtime.data.folder;
