package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.weights.DType;
import java.util.Arrays;
import java.util.Optional;

/** The names that a pickle may refer to. There are no others. */
enum PickleGlobal {
  ORDERED_DICT("collections", "OrderedDict"),
  SIZE("torch", "Size"),
  REBUILD_TENSOR("torch._utils", "_rebuild_tensor_v2"),
  REBUILD_PARAMETER("torch._utils", "_rebuild_parameter"),
  DOUBLE_STORAGE("DoubleStorage", DType.F64),
  FLOAT_STORAGE("FloatStorage", DType.F32),
  HALF_STORAGE("HalfStorage", DType.F16),
  BFLOAT16_STORAGE("BFloat16Storage", DType.BF16),
  LONG_STORAGE("LongStorage", DType.I64),
  INT_STORAGE("IntStorage", DType.I32),
  BYTE_STORAGE("ByteStorage", DType.U8);

  private final String module;
  private final String symbol;
  private final Optional<DType> elements;

  PickleGlobal(String module, String symbol) {
    this.module = module;
    this.symbol = symbol;
    this.elements = Optional.empty();
  }

  PickleGlobal(String symbol, DType elements) {
    this.module = "torch";
    this.symbol = symbol;
    this.elements = Optional.of(elements);
  }

  /** Returns the element type, if this is a class of storage. */
  Optional<DType> elements() {
    return elements;
  }

  static Optional<PickleGlobal> find(String module, String symbol) {
    return Arrays.stream(values())
        .filter(global -> global.module.equals(module) && global.symbol.equals(symbol))
        .findFirst();
  }
}
