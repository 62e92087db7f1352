package dev.lamina.cudnn.cuda;

import jcuda.jcublas.JCublas2;
import jcuda.jcublas.cublasGemmAlgo;
import jcuda.jcublas.cublasHandle;
import jcuda.jcublas.cublasMath;

/** cuBLAS on the device's stream, with memory that it would else allocate by itself. */
public final class Blas implements NativeResources.Resource {
  private static final long WORKSPACE = 4L << 20;

  private final cublasHandle handle = new cublasHandle();

  private Blas() {
    Check.cublas("cublasCreate", JCublas2.cublasCreate(handle));
  }

  /** Opens cuBLAS. */
  public static Blas open(GpuContext context) {
    Blas blas = context.owner().own(new Blas());
    cublasHandle handle = blas.handle;
    int status = JCublas2.cublasSetStream(handle, context.stream().forLibraries());
    Check.cublas("cublasSetStream", status);
    DeviceMemory space = context.allocate(WORKSPACE, "cuBLAS workspace");
    status = JCublas2.cublasSetWorkspace(handle, space.pointer(0), WORKSPACE);
    Check.cublas("cublasSetWorkspace", status);
    status = JCublas2.cublasSetMathMode(handle, cublasMath.CUBLAS_DEFAULT_MATH);
    Check.cublas("cublasSetMathMode", status);
    return blas;
  }

  /** Enqueues {@code result = left right}, summed in float32. */
  public void multiply(MatrixProduct product, Matrix left, Matrix right, Matrix result) {
    int status =
        JCublas2.cublasGemmEx_new(
            handle,
            right.operation(),
            left.operation(),
            product.columns(),
            product.rows(),
            product.depth(),
            Scalars.ONE,
            right.address().pointer(),
            right.type().cublas(),
            right.pitch(),
            left.address().pointer(),
            left.type().cublas(),
            left.pitch(),
            Scalars.ZERO,
            result.address().pointer(),
            result.type().cublas(),
            result.pitch(),
            left.type().product(),
            cublasGemmAlgo.CUBLAS_GEMM_DEFAULT);
    Check.cublas("cublasGemmEx", status);
  }

  @Override
  public void destroy() {
    Check.cublas("cublasDestroy", JCublas2.cublasDestroy(handle));
  }
}
