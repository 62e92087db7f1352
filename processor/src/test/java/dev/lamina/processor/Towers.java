package dev.lamina.processor;

import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaFileObject;

/** Networks of blocks that lie in one another. */
final class Towers {

  private Towers() {}

  /**
   * A network in one file.
   *
   * @param height how many blocks lie in one another
   * @param members of each block, all of them the next block
   */
  static JavaFileObject of(int height, int members) {
    List<String> lines = new ArrayList<>();
    lines.add("@Network(input = @Input(channels = 3, height = 32, width = 32), classes = 10)");
    lines.add("interface Net {");
    lines.add("  Block1 body();");
    lines.add("  @GlobalAvgPool Layer pool();");
    lines.add("  @Linear Layer classifier();");
    lines.add("}");
    for (int i = 1; i < height; i++) {
      lines.add("@Sequential interface Block" + i + " {");
      for (int member = 1; member <= members; member++) {
        lines.add("  Block" + (i + 1) + " inner" + member + "();");
      }
      lines.add("}");
    }
    lines.add("@Sequential interface Block" + height + " { @BatchNorm Layer norm(); }");
    return Declarations.source("Net", lines.toArray(String[]::new));
  }
}
