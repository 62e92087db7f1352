package dev.lamina.runtime.network;

import dev.lamina.dsl.Layer;
import java.util.List;

/**
 * What a member of a compiled network gives: the layers that the member was compiled to, seen as
 * one.
 *
 * @param name path of the member, for example {@code stage2}
 * @param outputShape of the last layer for one image, {@code (C, H, W)} or {@code (C)}
 * @param parameters names in weight files, in forward order
 */
public record LayerHandle(String name, List<Integer> outputShape, List<String> parameters)
    implements Layer {

  public LayerHandle {
    outputShape = List.copyOf(outputShape);
    parameters = List.copyOf(parameters);
  }

  /**
   * The handle of all layers at or below a path. The numbers of repeated blocks count as absent
   * where the path leaves them out: {@code body.conv} includes {@code body.0.conv} and {@code
   * body.1.conv}.
   *
   * @throws IllegalArgumentException if there are none
   */
  public static LayerHandle of(NetworkSpec network, String path) {
    List<LayerSpec> layers =
        network.layers().stream().filter(layer -> isAtOrBelow(layer.name(), path)).toList();
    if (layers.isEmpty()) {
      throw new IllegalArgumentException(network.name() + " has no layer " + path);
    }
    return new LayerHandle(
        path,
        layers.get(layers.size() - 1).output().dims(),
        layers.stream().flatMap(layer -> layer.parameters().stream()).toList());
  }

  private static boolean isAtOrBelow(String layer, String path) {
    String[] wanted = path.split("\\.", -1);
    int matched = 0;
    for (String name : layer.split("\\.", -1)) {
      if (matched < wanted.length && name.equals(wanted[matched])) {
        matched++;
      } else if (matched < wanted.length && !isNumber(name)) {
        return false;
      }
    }
    return matched == wanted.length;
  }

  private static boolean isNumber(String name) {
    return name.chars().allMatch(Character::isDigit);
  }
}
