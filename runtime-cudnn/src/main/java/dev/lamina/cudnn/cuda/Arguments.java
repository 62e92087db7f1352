package dev.lamina.cudnn.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import jcuda.Pointer;

/** The arguments of one launch of a kernel of our own, in the order of its parameters. */
public final class Arguments {
  private final List<Supplier<Pointer>> values = new ArrayList<>();

  /** A pointer. */
  public Arguments address(Address address) {
    values.add(() -> Pointer.to(address.pointer()));
    return this;
  }

  /** An {@code int}. */
  public Arguments integer(int value) {
    Pointer pointer = Pointer.to(new int[] {value});
    values.add(() -> pointer);
    return this;
  }

  /** A {@code float}. */
  public Arguments real(double value) {
    Pointer pointer = Pointer.to(new float[] {(float) value});
    values.add(() -> pointer);
    return this;
  }

  /** A {@code double}. */
  public Arguments precise(double value) {
    Pointer pointer = Pointer.to(new double[] {value});
    values.add(() -> pointer);
    return this;
  }

  /** As the driver takes them, with the addresses of now. */
  Pointer pointers() {
    return Pointer.to(values.stream().map(Supplier::get).toArray(Pointer[]::new));
  }
}
