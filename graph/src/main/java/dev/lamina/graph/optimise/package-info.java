/** Rewrites that keep results and save work; each can be switched off by name. */
package dev.lamina.graph.optimise;
