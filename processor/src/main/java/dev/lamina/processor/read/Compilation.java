package dev.lamina.processor.read;

import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * What all readers share.
 *
 * @param elements of the compilation
 * @param types of the compilation
 * @param sources what is compiled from source
 * @param orders finds the order of methods
 */
record Compilation(Elements elements, Types types, Sources sources, LayerOrders orders) {}
