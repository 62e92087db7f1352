// The fused ops of ResNet in CUDA C: one kernel for each chain of ops that treat every element
// alike. Written by Lamina from the network's declaration.
//
// The device puts its own definitions before this text: real is float or bfloat16, load and
// store read and write one as a float, EACH strides over n elements, activated and slope are
// the activation functions and their derivatives, drawKey and kept the draws of dropouts,
// normal and centred what a norm does to a number, forward and backward.

// Runs as stage1.0.norm2, stage1.1.norm2, stage1.2.norm2, stage2.0.add, stage2.1.norm2,
//   stage2.2.norm2, stage3.0.add, stage3.1.norm2, stage3.2.norm2.
// relu(norm(a) + f)
extern "C" __global__ void fused_norm_a_add_s0f_relu_s1(
    real* y,
    const real* a,
    const float* scale,
    const float* shift,
    const real* f,
    const float* mean,
    const float* inverseRoot,
    int channels,
    int n) {
  EACH(i, n) {
    const int channel = i % channels;
    const float own = normal(load(a, i), mean[channel], inverseRoot[channel]);
    const float s0 = scale[channel] * own + shift[channel];
    const float s1 = s0 + load(f, i);
    const float s2 = activated(RELU, s1);
    store(y, i, s2);
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
