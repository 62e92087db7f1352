package dev.lamina.cudnn;

import dev.lamina.cudnn.cuda.GpuContext;
import dev.lamina.cudnn.cuda.KernelModule;
import dev.lamina.cudnn.cuda.RealType;
import dev.lamina.graph.kernel.KernelText;
import dev.lamina.graph.op.Fused;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled kernels of fused ops: those of a network as one program, and by itself any op that
 * no program has.
 */
final class FusedModules {

  /** A program and what became of it. */
  private record Program(String source, KernelModule module) {
    boolean has(Fused op) {
      return source.contains("void " + KernelText.function(op) + "(");
    }
  }

  private final GpuContext context;
  private final RealType type;
  private final List<Program> programs = new ArrayList<>();

  FusedModules(GpuContext context, RealType type) {
    this.context = context;
    this.type = type;
  }

  /** Compiles, or takes from the cache, a network's kernels. */
  void load(String source) {
    add("#line 1 \"network.cu\"\n" + source);
  }

  /** Where the kernel of an op is. */
  KernelModule of(Fused op) {
    return programs.stream()
        .filter(program -> program.has(op))
        .findFirst()
        .orElseGet(() -> add("#line 1 \"fused.cu\"\n" + KernelText.of(op)))
        .module();
  }

  private Program add(String source) {
    KernelModule module =
        KernelModule.load(context, KernelSources.with(source), KernelSources.options(type));
    Program program = new Program(source, module);
    programs.add(program);
    return program;
  }
}
