package dev.lamina.cudnn.cuda;

import java.util.Map;

/**
 * The names of cuDNN 9's status numbers, as its header counts them since 9.0. JCuda's own names are
 * those of cuDNN 8, which numbered other things.
 */
final class CudnnStatus {
  static final int SUCCESS = 0;

  private static final Map<Integer, String> NAMES =
      Map.ofEntries(
          Map.entry(SUCCESS, "SUCCESS"),
          Map.entry(1001, "NOT_INITIALIZED"),
          Map.entry(1002, "SUBLIBRARY_VERSION_MISMATCH"),
          Map.entry(1003, "SERIALIZATION_VERSION_MISMATCH"),
          Map.entry(1004, "DEPRECATED"),
          Map.entry(1005, "LICENSE_ERROR"),
          Map.entry(1006, "RUNTIME_IN_PROGRESS"),
          Map.entry(1007, "RUNTIME_FP_OVERFLOW"),
          Map.entry(1008, "SUBLIBRARY_LOADING_FAILED"),
          Map.entry(2000, "BAD_PARAM"),
          Map.entry(2002, "BAD_PARAM_NULL_POINTER"),
          Map.entry(2003, "BAD_PARAM_MISALIGNED_POINTER"),
          Map.entry(2004, "BAD_PARAM_NOT_FINALIZED"),
          Map.entry(2005, "BAD_PARAM_OUT_OF_BOUND"),
          Map.entry(2006, "BAD_PARAM_SIZE_INSUFFICIENT"),
          Map.entry(2007, "BAD_PARAM_STREAM_MISMATCH"),
          Map.entry(2008, "BAD_PARAM_SHAPE_MISMATCH"),
          Map.entry(2009, "BAD_PARAM_DUPLICATED_ENTRIES"),
          Map.entry(2010, "BAD_PARAM_ATTRIBUTE_TYPE"),
          Map.entry(2011, "BAD_PARAM_CUDA_GRAPH_MISMATCH"),
          Map.entry(2012, "BAD_PARAM_DESCRIPTOR_TYPE"),
          Map.entry(3000, "NOT_SUPPORTED"),
          Map.entry(3001, "NOT_SUPPORTED_GRAPH_PATTERN"),
          Map.entry(3002, "NOT_SUPPORTED_SHAPE"),
          Map.entry(3003, "NOT_SUPPORTED_DATA_TYPE"),
          Map.entry(3004, "NOT_SUPPORTED_LAYOUT"),
          Map.entry(3005, "NOT_SUPPORTED_INCOMPATIBLE_CUDA_DRIVER"),
          Map.entry(3006, "NOT_SUPPORTED_INCOMPATIBLE_CUDART"),
          Map.entry(3007, "NOT_SUPPORTED_ARCH_MISMATCH"),
          Map.entry(3008, "NOT_SUPPORTED_RUNTIME_PREREQUISITE_MISSING"),
          Map.entry(3009, "NOT_SUPPORTED_SUBLIBRARY_UNAVAILABLE"),
          Map.entry(3010, "NOT_SUPPORTED_SHARED_MEMORY_INSUFFICIENT"),
          Map.entry(3011, "NOT_SUPPORTED_PADDING"),
          Map.entry(3012, "NOT_SUPPORTED_BAD_LAUNCH_PARAM"),
          Map.entry(3013, "NOT_SUPPORTED_CUDA_GRAPH_NATIVE_API"),
          Map.entry(4000, "INTERNAL_ERROR"),
          Map.entry(4001, "INTERNAL_ERROR_COMPILATION_FAILED"),
          Map.entry(4002, "INTERNAL_ERROR_UNEXPECTED_VALUE"),
          Map.entry(4003, "INTERNAL_ERROR_HOST_ALLOCATION_FAILED"),
          Map.entry(4004, "INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED"),
          Map.entry(4005, "INTERNAL_ERROR_BAD_LAUNCH_PARAM"),
          Map.entry(4006, "INTERNAL_ERROR_TEXTURE_CREATION_FAILED"),
          Map.entry(5000, "EXECUTION_FAILED"),
          Map.entry(5001, "EXECUTION_FAILED_CUDA_DRIVER"),
          Map.entry(5002, "EXECUTION_FAILED_CUBLAS"),
          Map.entry(5003, "EXECUTION_FAILED_CUDART"),
          Map.entry(5004, "EXECUTION_FAILED_CURAND"));

  /** What the thousands of a number say, for the ones of a later cuDNN. */
  private static final Map<Integer, String> FAMILIES =
      Map.of(
          1,
          "NOT_INITIALIZED",
          2,
          "BAD_PARAM",
          3,
          "NOT_SUPPORTED",
          4,
          "INTERNAL_ERROR",
          5,
          "EXECUTION_FAILED");

  private CudnnStatus() {}

  /** For example {@code CUDNN_STATUS_BAD_PARAM_SHAPE_MISMATCH}. */
  static String name(int status) {
    String exact = NAMES.get(status);
    if (exact != null) {
      return "CUDNN_STATUS_" + exact;
    }
    String family = FAMILIES.get(status / 1000);
    return family == null ? "unknown status" : "unknown status, of CUDNN_STATUS_" + family;
  }
}
