/**
 * Small pictures for logs, made without the desktop's libraries, which a server may lack.
 *
 * <p>In: images of a data set, counts of a confusion matrix. Out: {@link
 * dev.lamina.runtime.log.picture.Picture}, and its PNG.
 */
package dev.lamina.runtime.log.picture;
