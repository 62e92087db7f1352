/**
 * What the compiler says about wrong declarations: the catalogue of messages and their collector.
 */
package dev.lamina.graph.diagnostics;
