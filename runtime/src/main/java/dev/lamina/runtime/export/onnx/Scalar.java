package dev.lamina.runtime.export.onnx;

/** The numbers that decomposed functions need; a graph holds those that its nodes name. */
enum Scalar {
  HALF("/constants/half", 0.5),
  ONE("/constants/one", 1),
  INVERSE_SQRT2("/constants/inverseSqrt2", Math.sqrt(0.5));

  private final String valueName;
  private final double value;

  Scalar(String valueName, double value) {
    this.valueName = valueName;
    this.value = value;
  }

  String valueName() {
    return valueName;
  }

  float value() {
    return (float) value;
  }
}
