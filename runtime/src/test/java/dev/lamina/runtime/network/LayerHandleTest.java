package dev.lamina.runtime.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.graph.ir.Initializer;
import dev.lamina.graph.ir.Shape;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerHandleTest {

  private static final NetworkSpec NETWORK = network();

  private static NetworkSpec network() {
    NetworkSpec.Builder spec = NetworkSpec.builder("Net", Shape.of(3, 8, 8), 10);
    layer(spec, "body.0.conv", 8, 400);
    layer(spec, "body.1.conv", 16, 0);
    layer(spec, "body2.conv", 32, 800);
    layer(spec, "body.1.norm", 16, 1200);
    ArenaSizes nothing = new ArenaSizes(0, 0, 0, 0);
    return spec.build(nothing, nothing);
  }

  private static void layer(NetworkSpec.Builder spec, String name, int channels, long offset) {
    spec.layer(name, "conv2d", Shape.of(channels, 4, 4), 0);
    spec.parameter(name + ".weight", Shape.of(channels), new Initializer.Constant(0), offset);
  }

  @Test
  void joinsAllLayersBelowAPath() {
    assertEquals(
        new LayerHandle(
            "body",
            List.of(16, 4, 4),
            List.of("body.0.conv.weight", "body.1.conv.weight", "body.1.norm.weight")),
        LayerHandle.of(NETWORK, "body"));
  }

  @Test
  void aPathMayLeaveOutTheNumbersOfRepetitions() {
    assertEquals(
        new LayerHandle(
            "body.conv", List.of(16, 4, 4), List.of("body.0.conv.weight", "body.1.conv.weight")),
        LayerHandle.of(NETWORK, "body.conv"));
    assertEquals(
        List.of("body.0.conv.weight"), LayerHandle.of(NETWORK, "body.0.conv").parameters());
  }

  @Test
  void aPathWithoutLayersIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> LayerHandle.of(NETWORK, "conv"));
    assertThrows(
        IllegalArgumentException.class, () -> LayerHandle.of(NETWORK, "body.0.conv.weight"));
  }

  @Test
  void parametersComeInTheOrderOfTheirPlaces() {
    assertEquals(
        List.of(
            "body.1.conv.weight", "body.0.conv.weight", "body2.conv.weight", "body.1.norm.weight"),
        NETWORK.parameters().stream().map(ParameterSpec::name).toList());
  }
}
