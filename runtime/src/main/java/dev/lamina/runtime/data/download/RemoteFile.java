package dev.lamina.runtime.data.download;

import java.net.URI;

/**
 * A file to be had over HTTP, and how to know it.
 *
 * @param address where it is
 * @param md5 its published checksum, 32 hexadecimal digits
 * @param sizeLimit more bytes than this are not taken
 */
public record RemoteFile(URI address, String md5, long sizeLimit) {}
