/**
 * Random declarations, the absurd ones included. In: a seed. Out: a declaration, its Java text, and
 * what becomes of it: messages of the catalogue, or a network that runs on a device as it does in
 * double precision.
 */
package dev.lamina.conformance.random;
