// The fused ops of ResNet in CUDA C: one kernel for each chain of ops that treat every element
// alike. Written by Lamina from the network's declaration.
//
// The device puts its own definitions before this text: real is float or bfloat16, load and
// store read and write one as a float, EACH strides over n elements, activated and slope are
// the activation functions and their derivatives, drawKey and kept the draws of dropouts.

// Runs as stage1.0.add, stage1.1.add, stage1.2.add, stage2.0.add, stage2.1.add, stage2.2.add,
//   stage3.0.add, stage3.1.add, stage3.2.add.
// relu(a + b)
extern "C" __global__ void fused_add_ab_relu_s0(
    real* y,
    const real* a,
    const real* b,
    int n) {
  EACH(i, n) {
    const float s0 = load(a, i) + load(b, i);
    const float s1 = activated(RELU, s0);
    store(y, i, s1);
  }
}

// Runs as stage3.2.conv1.gradientSum, stage3.1.conv1.gradientSum, stage3.0.conv1.gradientSum,
//   stage2.2.conv1.gradientSum, stage2.1.conv1.gradientSum, stage2.0.conv1.gradientSum,
//   stage1.2.conv1.gradientSum, stage1.1.conv1.gradientSum.
// (a + b) * [c > 0]
extern "C" __global__ void fused_add_ab_reluGrad_cs0(
    real* y,
    const real* a,
    const real* b,
    const real* c,
    int n) {
  EACH(i, n) {
    const float s0 = load(a, i) + load(b, i);
    const float s1 = s0 * slope(RELU, load(c, i));
    store(y, i, s1);
  }
}
