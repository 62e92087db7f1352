// Activation functions and their gradients, element by element.

// y may be x.
extern "C" __global__ void activation(real* y, const real* x, int n, int function) {
  EACH(i, n) { store(y, i, activated(function, load(x, i))); }
}

// dx may be dy.
extern "C" __global__ void activationGrad(
    real* dx, const real* saved, const real* dy, int n, int function) {
  EACH(i, n) { store(dx, i, load(dy, i) * slope(function, load(saved, i))); }
}
