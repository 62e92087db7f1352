// Products of matrices on one core.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stand_in {

// A matrix whose element (i, j) is at[i * row + j * column].
struct Matrix {
  const float* at;
  std::ptrdiff_t row;
  std::ptrdiff_t column;
};

// result (m, n), row after row, pitch elements apart, becomes left (m, k) right (k, n); or that is added.
void multiply(int m, int n, int k, Matrix left, Matrix right, float* result, std::ptrdiff_t pitch,
              bool add);

// bfloat16: the upper half of a float, rounded to nearest, ties to even.
float widened(std::uint16_t half);
std::uint16_t narrowed(float value);

// TF32: a float of 10 bits of mantissa, rounded to nearest, ties to even.
float tf32(float value);
void round_to_tf32(const float* from, std::size_t count, std::vector<float>& to);

// Element types, numbered as `Type` is by who asks.
enum class Type { FLOAT, BFLOAT16 };
std::size_t bytes_of(Type type);

// Floats out of memory of either type; `room` keeps them where they have to be converted.
const float* floats(const void* from, Type type, std::size_t count, std::vector<float>& room);
void store(const float* from, void* to, Type type, std::size_t count);

}  // namespace stand_in
