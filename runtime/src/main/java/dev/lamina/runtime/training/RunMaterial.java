package dev.lamina.runtime.training;

import dev.lamina.runtime.data.TrainTest;
import dev.lamina.runtime.network.CompiledNetwork;
import java.util.List;

/**
 * What a run works on.
 *
 * @param network what is trained
 * @param data all images, before they are split, augmented or normalised
 * @param examples a few images that are trained on, as indices into {@code data.training()}
 */
public record RunMaterial(CompiledNetwork network, TrainTest data, List<Integer> examples) {

  public RunMaterial {
    examples = List.copyOf(examples);
  }
}
