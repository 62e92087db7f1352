#include "product.h"

#include <cstring>

namespace stand_in {
namespace {

constexpr int LANES = 16;
// Sums that stay in registers.
#ifdef __AVX512F__
constexpr int ROWS = 8;
#else
constexpr int ROWS = 4;
#endif

typedef float Lanes __attribute__((vector_size(LANES * sizeof(float)), aligned(4), may_alias));

// Sixteen columns of the right matrix side by side, filled up with zeros.
void pack(int k, int columns, Matrix right, int first, float* panel) {
  for (int i = 0; i < k; i++, panel += LANES) {
    const float* from = right.at + i * right.row + first * right.column;
    if (right.column == 1 && columns == LANES) {
      std::memcpy(panel, from, LANES * sizeof(float));
      continue;
    }
    for (int j = 0; j < LANES; j++) panel[j] = j < columns ? from[j * right.column] : 0.0f;
  }
}

template <int R>
void tile(int k, Matrix left, const float* panel, int columns, float* result, std::ptrdiff_t pitch,
          bool add) {
  Lanes sums[R] = {};
  for (int i = 0; i < k; i++) {
    Lanes right = *reinterpret_cast<const Lanes*>(panel + i * LANES);
    for (int r = 0; r < R; r++) sums[r] += left.at[r * left.row + i * left.column] * right;
  }
  for (int r = 0; r < R; r++) {
    float* to = result + r * pitch;
    for (int j = 0; j < columns; j++) to[j] = add ? to[j] + sums[r][j] : sums[r][j];
  }
}

}  // namespace

void multiply(int m, int n, int k, Matrix left, Matrix right, float* result, std::ptrdiff_t pitch,
              bool add) {
  std::vector<float> panel(static_cast<std::size_t>(k) * LANES);
  for (int j = 0; j < n; j += LANES) {
    int columns = n - j < LANES ? n - j : LANES;
    pack(k, columns, right, j, panel.data());
    for (int i = 0; i < m;) {
      Matrix rows = {left.at + i * left.row, left.row, left.column};
      float* to = result + i * pitch + j;
      if (m - i >= ROWS) {
        tile<ROWS>(k, rows, panel.data(), columns, to, pitch, add);
        i += ROWS;
      } else {
        tile<1>(k, rows, panel.data(), columns, to, pitch, add);
        i++;
      }
    }
  }
}

float widened(std::uint16_t half) {
  std::uint32_t bits = static_cast<std::uint32_t>(half) << 16;
  float value;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

std::uint16_t narrowed(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  if (value != value) return static_cast<std::uint16_t>((bits | 0x400000u) >> 16);
  return static_cast<std::uint16_t>((bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16);
}

float tf32(float value) {
  std::uint32_t bits;
  std::memcpy(&bits, &value, sizeof bits);
  if (value != value) return value;
  bits = (bits + 0xfffu + ((bits >> 13) & 1u)) & ~0x1fffu;
  std::memcpy(&value, &bits, sizeof value);
  return value;
}

void round_to_tf32(const float* from, std::size_t count, std::vector<float>& to) {
  to.resize(count);
  for (std::size_t i = 0; i < count; i++) to[i] = tf32(from[i]);
}

std::size_t bytes_of(Type type) { return type == Type::FLOAT ? 4 : 2; }

const float* floats(const void* from, Type type, std::size_t count, std::vector<float>& room) {
  if (type == Type::FLOAT) return static_cast<const float*>(from);
  const auto* halves = static_cast<const std::uint16_t*>(from);
  room.resize(count);
  for (std::size_t i = 0; i < count; i++) room[i] = widened(halves[i]);
  return room.data();
}

void store(const float* from, void* to, Type type, std::size_t count) {
  if (type == Type::FLOAT) {
    std::memcpy(to, from, count * sizeof(float));
    return;
  }
  auto* halves = static_cast<std::uint16_t*>(to);
  for (std::size_t i = 0; i < count; i++) halves[i] = narrowed(from[i]);
}

}  // namespace stand_in
