package dev.lamina.graph.tree;

import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.AvgPool;
import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.ChannelShuffle;
import dev.lamina.graph.op.Conv2d;
import dev.lamina.graph.op.Dropout;
import dev.lamina.graph.op.ForwardOp;
import dev.lamina.graph.op.GlobalAvgPool;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.MaxPool;
import dev.lamina.graph.op.Window;
import java.util.function.IntSupplier;

/** What a {@link Leaf} computes, with channel counts that may depend on the input. */
public sealed interface Layer {

  /**
   * The op, once the number of channels that come in is known.
   *
   * @param streams numbers that tell the random draws of one network apart
   */
  ForwardOp op(int inputChannels, IntSupplier streams);

  /** What it is called in dumps, for example {@code maxPool}. */
  String kind();

  /** What it is called as a part of a member, for example {@code pool}. */
  default String partName() {
    return kind();
  }

  /** Its attributes in dumps; empty if it has none. */
  String details();

  /** Whether it has parameters, and so names in weight files. */
  default boolean hasParameters() {
    return false;
  }

  /**
   * Convolution; {@code filters} must be a multiple of {@code groups}, and so must the input's
   * channels.
   */
  record Conv(ChannelCount filters, Window window, int groups, boolean bias) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new Conv2d(filters.resolve(inputChannels), window, groups, bias);
    }

    @Override
    public String kind() {
      return "conv";
    }

    @Override
    public String details() {
      String inGroups = groups == 1 ? "" : ", " + groups + " groups";
      return filters + ", " + window + inGroups + (bias ? ", bias" : "");
    }

    @Override
    public boolean hasParameters() {
      return true;
    }
  }

  /** Batch normalisation. */
  record Norm(double epsilon, double momentum) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new BatchNorm(epsilon, momentum, false);
    }

    @Override
    public String kind() {
      return "norm";
    }

    @Override
    public String details() {
      return "epsilon " + epsilon + ", momentum " + momentum;
    }

    @Override
    public boolean hasParameters() {
      return true;
    }
  }

  /** Activation. */
  record Activate(ActivationFunction function) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new Activation(function);
    }

    @Override
    public String kind() {
      return "activation";
    }

    @Override
    public String details() {
      return function.name();
    }
  }

  /** Max-pooling. */
  record MaxPooling(Window window) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new MaxPool(window);
    }

    @Override
    public String kind() {
      return "maxPool";
    }

    @Override
    public String partName() {
      return "pool";
    }

    @Override
    public String details() {
      return window.toString();
    }
  }

  /** Average pooling. */
  record AvgPooling(Window window) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new AvgPool(window);
    }

    @Override
    public String kind() {
      return "avgPool";
    }

    @Override
    public String partName() {
      return "pool";
    }

    @Override
    public String details() {
      return window.toString();
    }
  }

  /** Average over all pixels. */
  record GlobalAvgPooling() implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new GlobalAvgPool();
    }

    @Override
    public String kind() {
      return "globalAvgPool";
    }

    @Override
    public String partName() {
      return "pool";
    }

    @Override
    public String details() {
      return "";
    }
  }

  /** Fully connected layer over a vector. */
  record FullyConnected(int units, boolean bias) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new Linear(units, bias);
    }

    @Override
    public String kind() {
      return "linear";
    }

    @Override
    public String details() {
      return units + " units" + (bias ? ", bias" : "");
    }

    @Override
    public boolean hasParameters() {
      return true;
    }
  }

  /** Dropout. */
  record Drop(double rate) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new Dropout(rate, streams.getAsInt());
    }

    @Override
    public String kind() {
      return "dropout";
    }

    @Override
    public String details() {
      return "rate " + rate;
    }
  }

  /** Channel shuffle; the input's channels must be a multiple of {@code groups}. */
  record Shuffle(int groups) implements Layer {
    @Override
    public ForwardOp op(int inputChannels, IntSupplier streams) {
      return new ChannelShuffle(groups);
    }

    @Override
    public String kind() {
      return "channelShuffle";
    }

    @Override
    public String partName() {
      return "shuffle";
    }

    @Override
    public String details() {
      return groups + " groups";
    }
  }
}
