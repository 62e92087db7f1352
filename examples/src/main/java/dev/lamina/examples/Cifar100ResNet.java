package dev.lamina.examples;

import dev.lamina.dsl.Network;
import dev.lamina.models.ResNet;

/** {@link ResNet} for the 100 classes of CIFAR-100; all else is its. 278,228 parameters. */
@Network(classes = 100)
public interface Cifar100ResNet extends ResNet {}
