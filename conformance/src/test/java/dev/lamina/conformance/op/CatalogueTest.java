package dev.lamina.conformance.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lamina.conformance.scenario.Scenario;
import dev.lamina.conformance.scenario.Step;
import dev.lamina.graph.op.Op;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class CatalogueTest {
  @Test
  void everyOpOfTheVocabularyHasACase() {
    Set<Class<?>> tried =
        steps().map(step -> step.op().getClass()).collect(Collectors.toUnmodifiableSet());
    assertEquals(records(Op.class).collect(Collectors.toSet()), tried);
  }

  @Test
  void everyOpThatMayRunInPlaceIsTriedInPlace() {
    Set<Class<?>> allowed = new HashSet<>();
    steps()
        .filter(step -> !step.op().inPlaceInputs().isEmpty())
        .forEach(step -> allowed.add(step.op().getClass()));
    Set<Class<?>> tried = new HashSet<>();
    for (Scenario scenario : scenarios().toList()) {
      scenario.steps().stream()
          .filter(step -> scenario.inPlace().containsKey(step.outputs().get(0)))
          .forEach(step -> tried.add(step.op().getClass()));
    }
    assertEquals(allowed, tried);
  }

  @Test
  void aNameIsGivenOnceInAFamily() {
    for (Family family : Catalogue.families()) {
      List<String> names = Catalogue.withVariants(family).map(Scenario::name).toList();
      assertEquals(Set.copyOf(names).size(), names.size(), family.name());
    }
  }

  @Test
  void everyShapeThatTheKitPromisesIsThere() {
    Set<Integer> channels = new HashSet<>();
    Set<Integer> batches = new HashSet<>();
    for (Scenario scenario : scenarios().toList()) {
      scenario.operands().stream()
          .filter(operand -> operand.shape().isMap())
          .forEach(
              operand -> {
                channels.add(operand.shape().channels());
                batches.add(operand.batch());
              });
    }
    assertTrue(channels.containsAll(Set.of(1, 3, 5, 16, 24, 64)), channels::toString);
    assertTrue(batches.containsAll(Set.of(1, 3, 8)), batches::toString);
  }

  private static Stream<Scenario> scenarios() {
    return Catalogue.families().stream().flatMap(Catalogue::withVariants);
  }

  private static Stream<Step> steps() {
    return scenarios().flatMap(scenario -> scenario.steps().stream());
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(CatalogueTest::records)
        : Stream.of(type);
  }
}
