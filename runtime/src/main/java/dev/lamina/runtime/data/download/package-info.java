/**
 * Fetching of published files, once, into the user's cache folder.
 *
 * <p>In: an address with a checksum. Out: a file whose contents are known to be the published ones.
 * An interrupted download goes on where it stopped.
 */
package dev.lamina.runtime.data.download;
