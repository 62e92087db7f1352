/**
 * Single image files of any size.
 *
 * <p>In: a PNG or JPEG file that nobody vouches for. Out: uint8 pixels of the size that a network
 * takes, interleaved (height, width, channel).
 */
package dev.lamina.runtime.data.image;
