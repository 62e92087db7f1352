package dev.lamina.conformance.behaviour;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.lamina.conformance.op.Catalogue;
import dev.lamina.conformance.op.Family;
import dev.lamina.conformance.scenario.Operand;
import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.conformance.scenario.Step;
import dev.lamina.graph.ir.Shape;
import dev.lamina.graph.ir.Space;
import dev.lamina.graph.op.Activation;
import dev.lamina.graph.op.ActivationFunction;
import dev.lamina.graph.op.Op;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Buffer;
import dev.lamina.runtime.device.Device;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Bindings that a device must refuse rather than compute something. */
public interface BindingBehaviour extends DeviceUnderTest {

  /** Each operand of each op in turn is given one channel more than it should have. */
  @TestFactory
  default Stream<DynamicTest> aWrongShapeIsRefused() {
    return firstSteps()
        .map(step -> dynamicTest(step.op().toString(), () -> refusesWrongShapes(step)));
  }

  /** Each per-example operand of each op in turn is given one example more than the others. */
  @TestFactory
  default Stream<DynamicTest> aWrongBatchIsRefused() {
    return firstSteps()
        .filter(step -> operands(step) > 1)
        .map(step -> dynamicTest(step.op().toString(), () -> refusesWrongBatches(step)));
  }

  @TestFactory
  default Stream<DynamicTest> aMissingInputIsRefused() {
    return firstSteps().map(step -> dynamicTest(step.op().toString(), () -> refusesFewer(step)));
  }

  @Test
  default void aBufferOfAnotherDeviceIsRefused() {
    try (Device device = open();
        Device other = open()) {
      Tensor own = vector(device);
      Tensor foreign = vector(other);
      Op op = new Activation(ActivationFunction.TANH);
      assertThrows(
          IllegalArgumentException.class,
          () -> device.bind(new Binding("foreign", op, List.of(own), List.of(foreign))));
      assertThrows(
          IllegalArgumentException.class,
          () -> device.bind(new Binding("foreign", op, List.of(foreign), List.of(own))));
    }
  }

  @Test
  default void operandsThatOverlapInPartAreRefused() {
    try (Device device = open()) {
      Buffer buffer = device.allocate(Space.ACTIVATION, 10, "shared");
      Tensor x = new Tensor(buffer, 0, Space.ACTIVATION, Shape.of(8), 1);
      Tensor y = new Tensor(buffer, 2, Space.ACTIVATION, Shape.of(8), 1);
      Op op = new Activation(ActivationFunction.TANH);
      assertThrows(
          IllegalArgumentException.class,
          () -> device.bind(new Binding("overlap", op, List.of(x), List.of(y))));
    }
  }

  @Test
  default void kernelsNameTheirImplementation() {
    try (Device device = open()) {
      Tensor x = vector(device);
      Op op = new Activation(ActivationFunction.RELU);
      Binding binding = new Binding("inPlace", op, List.of(x), List.of(x));
      assertFalse(device.bind(binding).implementation().isBlank());
    }
  }

  private static Tensor vector(Device device) {
    Buffer buffer = device.allocate(Space.ACTIVATION, 8, "vector");
    return new Tensor(buffer, 0, Space.ACTIVATION, Shape.of(8), 1);
  }

  /** Each op once, as the first case that has it binds it. */
  private static Stream<Step> firstSteps() {
    return Catalogue.families().stream()
        .flatMap(Family::scenarios)
        .map(Scenario::steps)
        .flatMap(List::stream)
        .collect(
            Collectors.toMap(
                step -> step.op().getClass(),
                step -> step,
                (first, next) -> first,
                LinkedHashMap::new))
        .values()
        .stream();
  }

  private static int operands(Step step) {
    return step.inputs().size() + step.outputs().size();
  }

  private void refusesWrongShapes(Step step) {
    try (Device device = open()) {
      for (int i = 0; i < operands(step); i++) {
        List<Tensor> tensors = tensors(device, step);
        Tensor good = tensors.get(i);
        List<Integer> dims = new ArrayList<>(good.shape().dims());
        dims.set(0, dims.get(0) + 1);
        tensors.set(i, tensor(device, good.space(), new Shape(dims), good.batch()));
        refuses(device, step, tensors);
      }
    }
  }

  private void refusesWrongBatches(Step step) {
    try (Device device = open()) {
      for (int i = 0; i < operands(step); i++) {
        List<Tensor> tensors = tensors(device, step);
        Tensor good = tensors.get(i);
        tensors.set(i, tensor(device, good.space(), good.shape(), good.batch() + 1));
        refuses(device, step, tensors);
      }
    }
  }

  private void refusesFewer(Step step) {
    try (Device device = open()) {
      List<Tensor> tensors = tensors(device, step);
      int inputs = step.inputs().size();
      List<Tensor> fewer = tensors.subList(1, inputs);
      List<Tensor> outputs = tensors.subList(inputs, tensors.size());
      Binding binding = new Binding("fewer", step.op(), fewer, outputs);
      assertThrows(IllegalArgumentException.class, () -> device.bind(binding));
    }
  }

  private static void refuses(Device device, Step step, List<Tensor> tensors) {
    int inputs = step.inputs().size();
    Binding binding =
        new Binding(
            "wrong",
            step.op(),
            tensors.subList(0, inputs),
            tensors.subList(inputs, tensors.size()));
    assertThrows(IllegalArgumentException.class, () -> device.bind(binding), binding::toString);
  }

  /** Inputs, then outputs; an operand that is both is one tensor. */
  private static List<Tensor> tensors(Device device, Step step) {
    List<Operand> operands = new ArrayList<>(step.inputs());
    operands.addAll(step.outputs());
    List<Tensor> tensors = new ArrayList<>();
    for (Operand operand : operands) {
      int first = operands.indexOf(operand);
      tensors.add(
          first < tensors.size()
              ? tensors.get(first)
              : tensor(device, operand.space(), operand.shape(), operand.batch()));
    }
    return tensors;
  }

  private static Tensor tensor(Device device, Space space, Shape shape, int batch) {
    Buffer buffer = device.allocate(space, batch * shape.elements(), "operand");
    return new Tensor(buffer, 0, space, shape, batch);
  }
}
