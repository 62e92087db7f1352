package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.weights.DType;

/**
 * A run of elements that lies elsewhere in the file.
 *
 * @param key its name in the file
 * @param type its element type
 * @param elements how many
 */
record StorageReference(String key, DType type, long elements) {}
