package dev.lamina.cudnn.cuda;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** Kernels of our own, compiled for the GPU at hand. */
public final class KernelModule implements NativeResources.Resource {
  private static final String LANGUAGE = "--std=c++17";

  private final CUmodule handle = new CUmodule();
  private final Map<String, CUfunction> functions = new HashMap<>();

  private KernelModule(byte[] image) {
    Check.driver("cuModuleLoadData", JCudaDriver.cuModuleLoadData(handle, image));
  }

  /**
   * Compiles, or takes from the cache, and loads.
   *
   * @param source CUDA C
   * @param options of NVRTC, for example definitions
   */
  public static KernelModule load(GpuContext context, String source, List<String> options) {
    KernelCompiler compiler = KernelCompiler.forArchitecture(context.gpu().architecture());
    List<String> all = new ArrayList<>(options);
    all.add(LANGUAGE);
    List<String> key = new ArrayList<>(all);
    key.add(compiler.target());
    key.add("NVRTC " + context.gpu().nvrtc());
    key.add(source);
    Supplier<byte[]> compile = () -> compiler.compile(source, all);
    return context.owner().own(ImageCache.ofUser().load(key, compile, KernelModule::new));
  }

  CUfunction function(String name) {
    return functions.computeIfAbsent(name, this::find);
  }

  private CUfunction find(String name) {
    CUfunction function = new CUfunction();
    int result = JCudaDriver.cuModuleGetFunction(function, handle, name);
    Check.driver("cuModuleGetFunction " + name, result);
    return function;
  }

  @Override
  public void destroy() {
    Check.driver("cuModuleUnload", JCudaDriver.cuModuleUnload(handle));
  }
}
