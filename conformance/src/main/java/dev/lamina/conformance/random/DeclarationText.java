package dev.lamina.conformance.random;

import dev.lamina.graph.decl.MemberDecl;
import dev.lamina.graph.decl.ModelDecl;
import dev.lamina.graph.decl.PrincipalDecl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A declaration as a user would have written it: the network's type, then one for each block, and
 * where in the text each part is.
 */
public final class DeclarationText {

  /** What the text needs to be imported. */
  public static final String IMPORTS =
      "import dev.lamina.dsl.*; import static dev.lamina.dsl.Sizes.*;\n";

  private final StringBuilder text = new StringBuilder();
  private final Map<Spot, Region> regions = new HashMap<>();

  private DeclarationText(ModelDecl model) {
    network(model);
    blocks(model.members());
  }

  /** The text of a declaration. */
  public static DeclarationText of(ModelDecl model) {
    return new DeclarationText(model);
  }

  /**
   * A part of the text.
   *
   * @param start index of the first character
   * @param end index after the last one
   */
  public record Region(int start, int end) {}

  /** The types, without package and imports. */
  public String text() {
    return text.toString();
  }

  /** Where something is written; what is not written is where its annotation is. */
  public Region region(Spot spot) {
    Region region = regions.get(spot);
    return region == null ? regions.get(Spot.type(spot.path())) : region;
  }

  private void network(ModelDecl model) {
    AnnotationText network = TypeText.network(model);
    int start = text.length();
    text.append("@Network(input = ");
    int input = text.length();
    annotation(TypeText.input(model));
    regions.put(network.spot().attribute("input"), new Region(input, text.length()));
    network.attributes().forEach((name, value) -> attribute(network.spot(), name, value, ", "));
    text.append(")\n");
    regions.put(network.spot(), new Region(start, text.length() - 1));
    for (AnnotationText beside : TypeText.beside(model)) {
      annotation(beside);
      text.append("\n");
    }
    type(model.name(), model.members());
  }

  private void blocks(List<MemberDecl> members) {
    for (MemberDecl member : members) {
      if (member.principal().orElse(null) instanceof PrincipalDecl.Block block) {
        annotation(TypeText.block(block));
        text.append("\n");
        type(MemberText.typeOf(block), block.members());
        blocks(block.members());
      }
    }
  }

  private void type(String name, List<MemberDecl> members) {
    text.append("interface ").append(name).append(" {\n");
    for (MemberDecl member : members) {
      text.append("  ");
      for (AnnotationText annotation : MemberText.annotations(member)) {
        annotation(annotation);
        text.append(" ");
      }
      text.append(MemberText.type(member)).append(" ");
      int start = text.length();
      text.append(member.name());
      regions.put(MemberText.spot(member.origin()), new Region(start, text.length()));
      text.append("();\n");
    }
    text.append("}\n");
  }

  private void annotation(AnnotationText annotation) {
    int start = text.length();
    text.append(annotation.name());
    String before = "(";
    for (Map.Entry<String, String> attribute : annotation.attributes().entrySet()) {
      attribute(annotation.spot(), attribute.getKey(), attribute.getValue(), before);
      before = ", ";
    }
    text.append(annotation.attributes().isEmpty() ? "" : ")");
    regions.put(annotation.spot(), new Region(start, text.length()));
  }

  private void attribute(Spot annotation, String name, String value, String before) {
    text.append(before).append(name).append(" = ");
    int start = text.length();
    text.append(value);
    regions.put(annotation.attribute(name), new Region(start, text.length()));
  }
}
