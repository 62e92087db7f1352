/** What a network costs, read off its graph. */
package dev.lamina.graph.cost;
