/**
 * Memory planning: every value gets a place, and an independent verifier proves that none overlap
 * in use.
 */
package dev.lamina.graph.plan;
