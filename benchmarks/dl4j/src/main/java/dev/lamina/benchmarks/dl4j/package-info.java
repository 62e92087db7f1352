/** DeepLearning4J as a side of a comparison: the times of ResNet's training steps. */
package dev.lamina.benchmarks.dl4j;
