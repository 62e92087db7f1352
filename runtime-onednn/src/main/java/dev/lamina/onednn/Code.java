package dev.lamina.onednn;

import dev.lamina.onednn.primitive.OneDnnLibrary;
import dev.lamina.onednn.primitive.PrimitiveDesc;
import java.util.function.Supplier;

/**
 * Which of oneDNN's implementations computes an operation, by the beginning of the names that it
 * gives them. Only on AVX-512 without AMX is another one taken than oneDNN proposes, since there
 * they were measured.
 */
enum Code {
  /** What oneDNN proposes first. */
  PROPOSED(""),
  /** Code generated for the loops of this very operation. */
  DIRECT("jit"),
  /** The same, where there is more special code for 1x1 windows: code for windows of any size. */
  GENERAL("jit:"),
  /** One large matrix product. */
  PRODUCT("x64:gemm"),
  /** The same, where oneDNN is asked for a matrix product. */
  MATRICES("gemm:jit");

  private static final String CURRENT = "avx512";

  private final String name;

  Code(String name) {
    this.name = name;
  }

  /** The described operation as this code computes it, if there is such code for it. */
  PrimitiveDesc of(Supplier<PrimitiveDesc> description) {
    return this == PROPOSED || !OneDnnLibrary.hasAvx512WithoutTiles()
        ? description.get()
        : find(description);
  }

  /** Describes it anew only where there is no such code: descriptions stay, and may be large. */
  private PrimitiveDesc find(Supplier<PrimitiveDesc> description) {
    PrimitiveDesc candidate = description.get();
    do {
      if (isOf(candidate.implementation())) {
        return candidate;
      }
    } while (candidate.advance());
    return description.get();
  }

  /** Direct code is listed for older processors too; products find out by themselves. */
  private boolean isOf(String implementation) {
    return implementation.startsWith(name) && (isProduct() || implementation.contains(CURRENT));
  }

  private boolean isProduct() {
    return this == PRODUCT || this == MATRICES;
  }
}
