package dev.lamina.graph.shape;

import dev.lamina.graph.decl.Origin;
import dev.lamina.graph.tree.Leaf;

/**
 * How the parameters of one node are named in weight files.
 *
 * @param prefix of the names
 * @param origin what to change for another prefix
 */
record WeightNames(String prefix, Origin origin) {

  static WeightNames of(Leaf leaf) {
    return new WeightNames(leaf.weightName(), leaf.weightNameOrigin().orElse(leaf.origin()));
  }

  String of(String suffix) {
    return prefix + "." + suffix;
  }
}
