/**
 * Files from strangers.
 *
 * <p>In: sound files of every kind that is read, broken at random with a fixed seed, or by a fuzzer
 * that watches which code they reach. Out: nothing, or what {@link
 * dev.lamina.runtime.hostile.Promise} holds readers to and was not kept.
 */
package dev.lamina.runtime.hostile;
