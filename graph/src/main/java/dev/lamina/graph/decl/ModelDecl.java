package dev.lamina.graph.decl;

import dev.lamina.graph.op.ActivationFunction;
import java.util.List;
import java.util.Optional;

/**
 * A declared network, as written: nothing is checked yet except that it could be read.
 *
 * @param name the declared type's simple name
 * @param input the shape of one image
 * @param classes number of classes
 * @param activation the function of layers that name none
 * @param initialize how parameters begin
 * @param training how it is trained; empty if nothing is said about that
 * @param members the layers in order
 * @param origin the declared type's annotation
 */
public record ModelDecl(
    String name,
    InputDecl input,
    int classes,
    ActivationFunction activation,
    InitializeDecl initialize,
    Optional<TrainingDecl> training,
    List<MemberDecl> members,
    Origin origin) {

  public ModelDecl {
    members = List.copyOf(members);
  }
}
