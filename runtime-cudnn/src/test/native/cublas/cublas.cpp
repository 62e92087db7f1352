// cuBLAS: one function that computes, cublasGemmEx, in the forms that the device uses.

#include <set>
#include <string>

#include "../math/product.h"
#include "../stand_in.h"

using namespace stand_in;

namespace {

enum Status : int {
  SUCCESS = 0,
  NOT_INITIALIZED = 1,
  INVALID_VALUE = 7,
  EXECUTION_FAILED = 13,
  NOT_SUPPORTED = 15,
};

struct Handle {
  void* stream = nullptr;
  void* workspace = nullptr;
  std::size_t workspace_bytes = 0;
  bool rounds = false;
};

std::set<void*> handles;

Handle* opened(void* handle) {
  return handles.count(handle) ? static_cast<Handle*>(handle) : nullptr;
}

// cudaDataType_t.
constexpr int R_32F = 0;
constexpr int R_16BF = 14;

Type type(int number) { return number == R_16BF ? Type::BFLOAT16 : Type::FLOAT; }

// A matrix in memory, column after column, as it is or transposed.
struct Operand {
  int rows;
  int columns;
  const void* memory;
  Type type;
  int pitch;
  bool transposed;

  // Rows of what lies in memory.
  int lying() const { return transposed ? columns : rows; }
  bool fits() const { return pitch >= (lying() > 1 ? lying() : 1); }
  std::size_t elements() const {
    int many = transposed ? rows : columns;
    return static_cast<std::size_t>(many - 1) * pitch + lying();
  }
  std::size_t bytes() const { return elements() * bytes_of(type); }
  Matrix matrix(const float* at) const {
    return transposed ? Matrix{at, pitch, 1} : Matrix{at, 1, pitch};
  }
};

// cublasMath_t.
constexpr int DEFAULT_MATH = 0;
constexpr int TF32_MATH = 3;

// cublasComputeType_t.
constexpr int COMPUTE_32F = 68;
constexpr int COMPUTE_32F_PEDANTIC = 69;
constexpr int COMPUTE_32F_FAST_TF32 = 77;

void run(const Operand& a, const Operand& b, const Operand& c, bool rounds) {
  const char* name = "cublasGemmEx";
  void* result = reach(c.memory, c.bytes(), name);
  const void* left = read(a.memory, a.bytes(), name);
  const void* right = read(b.memory, b.bytes(), name);
  apart(result, c.bytes(), left, a.bytes(), name);
  apart(result, c.bytes(), right, b.bytes(), name);
  std::vector<float> roomA, roomB;
  const float* from_left = floats(left, a.type, a.elements(), roomA);
  const float* from_right = floats(right, b.type, b.elements(), roomB);
  if (rounds) {
    round_to_tf32(from_left, a.elements(), roomA);
    round_to_tf32(from_right, b.elements(), roomB);
    from_left = roomA.data();
    from_right = roomB.data();
  }
  Matrix l = a.matrix(from_left);
  Matrix r = b.matrix(from_right);
  // Column by column, the result is what its transpose is row by row: the factors change places.
  std::vector<float> sums(static_cast<std::size_t>(c.columns) * c.rows);
  multiply(c.columns, c.rows, a.columns, {r.at, r.column, r.row}, {l.at, l.column, l.row},
           sums.data(), c.rows, false);
  char* to = static_cast<char*>(result);
  for (int j = 0; j < c.columns; j++) {
    store(sums.data() + static_cast<std::size_t>(j) * c.rows,
          to + static_cast<std::size_t>(j) * c.pitch * bytes_of(c.type), c.type,
          static_cast<std::size_t>(c.rows));
  }
}

bool supported(int a, int b, int c, int compute, int algorithm) {
  constexpr int GEMM_DEFAULT = -1;
  bool types = a == b && (a == R_32F || a == R_16BF) && (c == a || c == R_32F);
  bool known = compute == COMPUTE_32F || compute == COMPUTE_32F_PEDANTIC ||
               (compute == COMPUTE_32F_FAST_TF32 && a == R_32F);
  return types && known && algorithm == GEMM_DEFAULT;
}

}  // namespace

STAND_IN_API int cublasGetProperty(int which, int* value) {
  STAND_IN_ENTER;
  constexpr int VALUES[] = {12, 6, 4};
  if (which < 0 || which > 2) return INVALID_VALUE;
  *value = which == 0 ? static_cast<int>(property("cublas", VALUES[0])) : VALUES[which];
  return SUCCESS;
}

STAND_IN_API int cublasCreate_v2(void** made) {
  STAND_IN_ENTER;
  *made = new Handle;
  handles.insert(*made);
  alive("cuBLAS handle", 1);
  return SUCCESS;
}

STAND_IN_API int cublasDestroy_v2(void* handle) {
  STAND_IN_ENTER;
  Handle* known = opened(handle);
  if (known == nullptr) return NOT_INITIALIZED;
  handles.erase(known);
  delete known;
  alive("cuBLAS handle", -1);
  return SUCCESS;
}

STAND_IN_API int cublasSetStream_v2(void* handle, void* stream) {
  STAND_IN_ENTER;
  Handle* known = opened(handle);
  if (known == nullptr) return NOT_INITIALIZED;
  // A stream that is set takes a workspace of the user's away.
  *known = {stream, nullptr, 0, known->rounds};
  return SUCCESS;
}

STAND_IN_API int cublasSetWorkspace_v2(void* handle, void* workspace, std::size_t bytes) {
  STAND_IN_ENTER;
  constexpr std::uintptr_t ALIGNMENT = 256;
  Handle* known = opened(handle);
  if (known == nullptr) return NOT_INITIALIZED;
  if (reinterpret_cast<std::uintptr_t>(workspace) % ALIGNMENT != 0) return INVALID_VALUE;
  known->workspace = workspace;
  known->workspace_bytes = bytes;
  return SUCCESS;
}

STAND_IN_API int cublasSetMathMode(void* handle, int mode) {
  STAND_IN_ENTER;
  Handle* known = opened(handle);
  if (known == nullptr) return NOT_INITIALIZED;
  if (mode != DEFAULT_MATH && mode != TF32_MATH) return INVALID_VALUE;
  known->rounds = mode == TF32_MATH;
  return SUCCESS;
}

STAND_IN_API int cublasGemmEx(void* handle, int operationA, int operationB, int m, int n, int k,
                              const void* alpha, const void* a, int typeA, int pitchA,
                              const void* b, int typeB, int pitchB, const void* beta, void* c,
                              int typeC, int pitchC, int compute, int algorithm) {
  STAND_IN_ENTER;
  Handle* known = opened(handle);
  if (known == nullptr) return NOT_INITIALIZED;
  if (m <= 0 || n <= 0 || k <= 0 || operationA < 0 || operationA > 1 || operationB < 0 ||
      operationB > 1) {
    return INVALID_VALUE;
  }
  if (!supported(typeA, typeB, typeC, compute, algorithm)) return NOT_SUPPORTED;
  if (*static_cast<const float*>(alpha) != 1.0f || *static_cast<const float*>(beta) != 0.0f) {
    violation("cublasGemmEx: the stand-in knows alpha 1 and beta 0 only");
    return NOT_SUPPORTED;
  }
  Operand left{m, k, a, type(typeA), pitchA, operationA == 1};
  Operand right{k, n, b, type(typeB), pitchB, operationB == 1};
  Operand result{m, n, c, type(typeC), pitchC, false};
  if (!left.fits() || !right.fits() || !result.fits()) return INVALID_VALUE;
  if (known->workspace == nullptr) {
    violation("cublasGemmEx: without a workspace, cuBLAS would allocate one");
  }
  void* space = known->workspace;
  std::size_t space_bytes = known->workspace_bytes;
  bool wished = compute == COMPUTE_32F && known->rounds;
  bool rounds = typeA == R_32F && (wished || compute == COMPUTE_32F_FAST_TF32);
  int put = enqueue(known->stream, "cublasGemmEx", [=] {
    run(left, right, result, rounds);
    // Nothing that somebody else keeps there survives.
    if (space != nullptr) scribble(reach(space, space_bytes, "cuBLAS workspace"), space_bytes);
  });
  return put == 0 ? SUCCESS : EXECUTION_FAILED;
}
