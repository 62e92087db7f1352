package dev.lamina.dsl;

import java.util.List;

/**
 * A declared layer of a compiled network: what calling a member on a {@code Compiled…} object
 * gives.
 */
public interface Layer {

  /** Path in the network, for example {@code stem} or {@code stage2}. */
  String name();

  /** Shape of its output for one image: {@code (C, H, W)}, or {@code (C)} for a vector. */
  List<Integer> outputShape();

  /** Names of its parameters in weight files, in forward order. */
  List<String> parameters();
}
