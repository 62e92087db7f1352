package dev.lamina.cudnn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lamina.graph.op.Op;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be told of the table without a GPU to run its kernels on. */
class LoweringsTest {

  @Test
  void everyOpOfTheVocabularyHasAKernel() {
    Set<Class<?>> ops = records(Op.class).collect(Collectors.toSet());
    assertEquals(ops, Lowerings.ops());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(LoweringsTest::records)
        : Stream.of(type);
  }
}
