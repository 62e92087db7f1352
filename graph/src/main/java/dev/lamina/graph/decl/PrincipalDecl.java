package dev.lamina.graph.decl;

import dev.lamina.graph.op.ActivationFunction;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a member computes before its norm and activation. */
public sealed interface PrincipalDecl {

  /** Where it was written: the annotation, or the member whose type is a block. */
  Origin origin();

  /** Whether it can have parameters, and so names in weight files. */
  default boolean hasParameters() {
    return true;
  }

  /**
   * A convolution.
   *
   * @param filters output channels; empty for as many as come in
   * @param padding pixels on each side; empty for half the kernel
   */
  record Conv(
      OptionalInt filters,
      int kernel,
      int stride,
      OptionalInt padding,
      boolean bias,
      int groups,
      Origin origin)
      implements PrincipalDecl {}

  /**
   * A max-pool or an average pool.
   *
   * @param max which of them
   * @param stride empty for the kernel
   * @param padding pixels on each side; empty for half the kernel
   */
  record Pool(boolean max, int kernel, OptionalInt stride, OptionalInt padding, Origin origin)
      implements PrincipalDecl {
    @Override
    public boolean hasParameters() {
      return false;
    }
  }

  /** The average over all pixels. */
  record GlobalAvgPool(Origin origin) implements PrincipalDecl {
    @Override
    public boolean hasParameters() {
      return false;
    }
  }

  /**
   * A fully connected layer.
   *
   * @param units empty for the network's number of classes
   */
  record Linear(OptionalInt units, boolean bias, Origin origin) implements PrincipalDecl {}

  /** A dropout. */
  record Dropout(double rate, Origin origin) implements PrincipalDecl {
    @Override
    public boolean hasParameters() {
      return false;
    }
  }

  /** A channel shuffle. */
  record ChannelShuffle(int groups, Origin origin) implements PrincipalDecl {
    @Override
    public boolean hasParameters() {
      return false;
    }
  }

  /**
   * An Inception block.
   *
   * @param activation empty for the network's
   */
  record Inception(
      int reduce3x3,
      int reduce5x5,
      int out1x1,
      int out3x3,
      int out5x5,
      int outPool,
      Optional<ActivationFunction> activation,
      Origin origin)
      implements PrincipalDecl {}

  /**
   * A series of residual blocks.
   *
   * @param filters output channels; empty for as many as come in
   * @param projectionNorm whether a projection is a convolution and a norm, whatever the form
   * @param grouped what makes them bottlenecks
   * @param activation empty for the network's
   */
  record Residual(
      OptionalInt filters,
      int blocks,
      int stride,
      boolean preAct,
      boolean projectionNorm,
      Optional<Grouped> grouped,
      Optional<ActivationFunction> activation,
      Origin origin)
      implements PrincipalDecl {}

  /** What makes residual blocks ResNeXt bottlenecks. */
  record Grouped(int cardinality, int baseWidth, int widen, Origin origin) {}

  /**
   * A dense block.
   *
   * @param activation empty for the network's
   */
  record Dense(
      int layers,
      int growth,
      int bottleneck,
      Optional<ActivationFunction> activation,
      Origin origin)
      implements PrincipalDecl {}

  /**
   * The step between two dense blocks.
   *
   * @param activation empty for the network's
   */
  record Transition(double compression, Optional<ActivationFunction> activation, Origin origin)
      implements PrincipalDecl {}

  /**
   * A block of the user's own.
   *
   * @param join how the members' outputs become one; empty if they come one after the other
   * @param members in order
   */
  record Block(Optional<Join> join, List<MemberDecl> members, Origin origin)
      implements PrincipalDecl {
    public Block {
      members = List.copyOf(members);
    }
  }

  /** How branches become one. */
  enum Join {
    /** Element-wise sum. */
    ADD,
    /** Concatenation of the channels. */
    CONCAT
  }
}
