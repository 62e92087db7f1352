package dev.lamina.graph.decl;

import dev.lamina.graph.op.ActivationFunction;
import java.util.List;

/**
 * A declared network, as written: nothing is checked yet except that it could be read.
 *
 * @param name the declared type's simple name
 * @param input the shape of one image
 * @param classes number of classes
 * @param activation the function of layers that name none
 * @param initialize how parameters begin
 * @param members the layers in order
 * @param origin the declared type's annotation
 */
public record ModelDecl(
    String name,
    InputDecl input,
    int classes,
    ActivationFunction activation,
    InitializeDecl initialize,
    List<MemberDecl> members,
    Origin origin) {

  public ModelDecl {
    members = List.copyOf(members);
  }
}
