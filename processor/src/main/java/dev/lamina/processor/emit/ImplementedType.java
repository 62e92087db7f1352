package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.TypeName;
import java.util.List;
import java.util.Optional;

/**
 * A type to implement: a network, or a block that one of its members gives.
 *
 * @param name of the type
 * @param isInterface whether it is implemented rather than extended
 * @param isParallel whether its members all read the block's input rather than one another's output
 * @param members its abstract methods, in order
 */
record ImplementedType(
    ClassName name, boolean isInterface, boolean isParallel, List<Member> members) {

  ImplementedType {
    members = List.copyOf(members);
  }

  /**
   * One method to implement, without parameters.
   *
   * @param name of the method and of the layer
   * @param returns what it gives
   * @param block the user's block that it gives, empty for a plain layer
   */
  record Member(String name, TypeName returns, Optional<ImplementedType> block) {}
}
