package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.Blas;
import dev.lamina.cudnn.cuda.Matrix;
import dev.lamina.cudnn.cuda.MatrixProduct;
import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.graph.op.Linear;
import dev.lamina.graph.op.LinearInputGrad;
import dev.lamina.graph.op.LinearWeightGrad;
import dev.lamina.runtime.device.Binding;
import dev.lamina.runtime.device.Kernel;
import dev.lamina.runtime.device.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Fully connected layers, by cuBLAS. */
final class LinearKernels {
  private static final String CUBLAS = "cublas:gemm";

  private LinearKernels() {}

  static Kernel forward(Linear op, Binding binding, Workbench bench) {
    Tensor y = binding.output(0);
    Filters weight = Filters.packed(binding.input(1), bench.scratch(), bench);
    Matrix x = rows(binding.input(0), bench);
    Matrix w = weight(weight, x.pitch(), bench).transpose();
    Matrix result = rows(y, bench);
    MatrixProduct product = new MatrixProduct(y.batch(), op.units(), x.pitch());
    Blas blas = bench.blas();
    List<Runnable> calls = new ArrayList<>(weight.move());
    calls.add(() -> blas.multiply(product, x, w, result));
    if (op.bias()) {
      calls.add(BiasKernels.add(y, binding.input(2), bench));
    }
    return new GpuKernel(CUBLAS, calls);
  }

  static Kernel inputGrad(LinearInputGrad op, Binding binding, Workbench bench) {
    Filters weight = Filters.packed(binding.input(1), bench.scratch(), bench);
    Matrix dy = rows(binding.input(0), bench);
    Matrix dx = rows(binding.output(0), bench);
    Matrix w = weight(weight, dx.pitch(), bench);
    int batch = binding.input(0).batch();
    MatrixProduct product = new MatrixProduct(batch, dx.pitch(), op.linear().units());
    Blas blas = bench.blas();
    List<Runnable> calls = new ArrayList<>(weight.move());
    calls.add(() -> blas.multiply(product, dy, w, dx));
    return new GpuKernel(CUBLAS, calls);
  }

  static Kernel weightGrad(LinearWeightGrad op, Binding binding, Workbench bench) {
    Tensor dy = binding.input(1);
    Matrix x = rows(binding.input(0), bench);
    Matrix left = rows(dy, bench).transpose();
    Matrix dweight = Matrix.of(bench.address(binding.output(0)), RealType.FLOAT32, x.pitch());
    MatrixProduct product = new MatrixProduct(op.linear().units(), x.pitch(), dy.batch());
    Blas blas = bench.blas();
    List<Runnable> calls = new ArrayList<>();
    calls.add(() -> blas.multiply(product, left, x, dweight));
    if (op.linear().bias()) {
      calls.addAll(BiasKernels.gradient(dy, binding.output(1), bench.scratch(), bench));
    }
    return new GpuKernel(CUBLAS, calls);
  }

  /** A row for each example. */
  private static Matrix rows(Tensor tensor, Workbench bench) {
    return Matrix.of(bench.address(tensor), bench.type(), tensor.shape().channels());
  }

  /** A row for each unit. */
  private static Matrix weight(Filters weight, int features, Workbench bench) {
    return Matrix.of(weight.address(), bench.type(), features);
  }
}
