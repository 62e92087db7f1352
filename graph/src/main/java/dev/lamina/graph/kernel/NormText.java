package dev.lamina.graph.kernel;

import dev.lamina.graph.op.BatchNorm;
import dev.lamina.graph.op.BatchNormGrad;
import dev.lamina.graph.op.BatchNormInference;
import dev.lamina.graph.op.FusedStep;
import dev.lamina.graph.op.Op;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The norm that begins a chain, in CUDA C. */
final class NormText {

  private static final String MAP = "";
  private static final String UNUSED = "-";

  private NormText() {}

  /** What inputs are called in the kernel, in the op's order; maps and masks have letters. */
  private static List<String> roles(Op norm) {
    if (norm instanceof BatchNorm) {
      return List.of(MAP, "scale", "shift", UNUSED, UNUSED);
    } else if (norm instanceof BatchNormInference) {
      return List.of(MAP, "scale", "shift", "mean", "variance");
    }
    return List.of(MAP, MAP, "scale", UNUSED, "mean", "inverseRoot", MAP);
  }

  /** The name of an input, if it is none that has a letter. */
  static Optional<String> name(FusedStep.Lead lead, int input) {
    int place = lead.reads().indexOf(input);
    return Optional.of(place)
        .filter(found -> found >= 0)
        .map(roles(lead.op())::get)
        .filter(role -> !role.equals(MAP));
  }

  /** The inputs that the kernel has no use for: what they are for has been done before. */
  static List<Integer> unused(FusedStep.Lead lead) {
    List<String> roles = roles(lead.op());
    return IntStream.range(0, lead.reads().size())
        .filter(place -> roles.get(place).equals(UNUSED))
        .mapToObj(lead.reads()::get)
        .toList();
  }

  /** What the kernel takes besides inputs. */
  static List<String> parameters(FusedStep.Lead lead) {
    List<String> parameters = new ArrayList<>();
    if (lead.op() instanceof BatchNorm) {
      parameters.addAll(List.of("const float* mean", "const float* inverseRoot"));
    } else if (lead.op() instanceof BatchNormGrad) {
      parameters.addAll(List.of("const float* dscale", "const float* dshift", "int rows"));
    } else {
      parameters.add("float epsilon");
    }
    return parameters;
  }

  /** The verb in the name of a kernel. */
  static String verb(FusedStep.Lead lead) {
    if (lead.op() instanceof BatchNorm) {
      return "norm";
    }
    return lead.op() instanceof BatchNormGrad ? "normGrad" : "runningNorm";
  }

  /**
   * What the value of an element is made of, a line each.
   *
   * @param read an input's element
   * @param variable an input's name
   */
  static List<String> locals(
      FusedStep.Lead lead, IntFunction<String> read, IntFunction<String> variable) {
    List<String> locals = new ArrayList<>();
    String root = "inverseRoot[channel]";
    if (lead.op() instanceof BatchNormInference) {
      root = "root";
      locals.add("const float root = inverseRootOf(variance[channel], epsilon);");
    }
    String x = read.apply(lead.reads().get(0));
    locals.add("const float own = normal(%s, mean[channel], %s);".formatted(x, root));
    if (lead.op() instanceof BatchNormGrad) {
      locals.add("const float dy = %s;".formatted(gradient(lead, read, variable)));
      locals.add("const float rest = centred(dy, own, dscale[channel], dshift[channel], rows);");
    }
    return locals;
  }

  /** The value of an element. */
  static String value(FusedStep.Lead lead) {
    return lead.op() instanceof BatchNormGrad
        ? "scale[channel] * inverseRoot[channel] * rest"
        : "scale[channel] * own + shift[channel]";
  }

  /** Of what comes out, behind the ReLU if there is one. */
  private static String gradient(
      FusedStep.Lead lead, IntFunction<String> read, IntFunction<String> variable) {
    String dy = read.apply(lead.reads().get(1));
    return lead.reads().size() > 6
        ? "gated(%s, %s[i])".formatted(dy, variable.apply(lead.reads().get(6)))
        : dy;
  }
}
