package dev.lamina.runtime.device;

import dev.lamina.graph.ir.Shape;
import dev.lamina.runtime.UserError;
import java.util.List;
import java.util.Objects;

/** The tensors of one binding, and the questions that its op's rule asks about them. */
final class Operands {
  private final Binding binding;

  Operands(Binding binding) {
    this.binding = binding;
  }

  /** The ops that the binding's op is, each with its operands. */
  List<Binding> apart() {
    return Apart.of(binding);
  }

  List<Tensor> inputs() {
    return binding.inputs();
  }

  List<Tensor> outputs() {
    return binding.outputs();
  }

  Tensor input(int i) {
    return binding.input(i);
  }

  Tensor output(int i) {
    return binding.output(i);
  }

  Shape inputShape(int i) {
    return input(i).shape();
  }

  Shape outputShape(int i) {
    return output(i).shape();
  }

  /** Requires so many inputs and outputs. */
  void counts(int inputs, int outputs) {
    require(
        binding.inputs().size() == inputs && binding.outputs().size() == outputs,
        "takes "
            + inputs
            + " inputs and "
            + outputs
            + " outputs, not "
            + binding.inputs().size()
            + " and "
            + binding.outputs().size());
  }

  /** Requires a feature map {@code (C, H, W)} of reals. */
  void map(Tensor tensor, String role) {
    type(tensor, role, ElementType.REAL);
    require(tensor.shape().isMap(), role + " is " + tensor.shape() + ", not a map CxHxW");
  }

  /** Requires a feature vector {@code (C)} of reals. */
  void vector(Tensor tensor, String role) {
    type(tensor, role, ElementType.REAL);
    require(tensor.shape().rank() == 1, role + " is " + tensor.shape() + ", not a vector");
  }

  /** Requires reals of this shape for each of so many examples. */
  void reals(Tensor tensor, String role, Shape shape, int batch) {
    shaped(tensor, role, ElementType.REAL, shape, batch);
  }

  /** Requires reals of this shape, whatever the batch. */
  void whole(Tensor tensor, String role, int... dims) {
    shaped(tensor, role, ElementType.REAL, Shape.of(dims), 1);
  }

  /** Requires integers of this shape for each of so many examples. */
  void integers(Tensor tensor, String role, int elements, int batch) {
    shaped(tensor, role, ElementType.INT32, Shape.of(elements), batch);
  }

  /** Requires a mask of so many bytes for each of so many examples. */
  void mask(Tensor tensor, String role, int bytes, int batch) {
    shaped(tensor, role, ElementType.BYTE, Shape.of(bytes), batch);
  }

  /** Requires what {@code message} says, which goes on after the node's name and the op's. */
  void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(
          binding.name() + ": " + binding.op().mnemonic() + ": " + message);
    }
  }

  /** The same of what compiled code is not to blame for, but the batch. */
  void requireOfUser(boolean condition, String message) {
    if (!condition) {
      throw new UserError(binding.name() + ": " + binding.op().mnemonic() + ": " + message);
    }
  }

  private void shaped(Tensor tensor, String role, ElementType type, Shape shape, int batch) {
    type(tensor, role, type);
    require(
        Objects.equals(tensor.shape(), shape) && tensor.batch() == batch,
        role
            + " is "
            + tensor.batch()
            + " times "
            + tensor.shape()
            + ", not "
            + batch
            + " times "
            + shape);
  }

  private void type(Tensor tensor, String role, ElementType type) {
    ElementType found = tensor.buffer().type();
    require(found == type, role + " lies in a buffer of " + found + ", not of " + type);
  }
}
