package dev.lamina.conformance.op;

import dev.lamina.conformance.scenario.Scenario;
import java.util.List;
import java.util.stream.Stream;

/** All families. */
public final class Catalogue {

  private Catalogue() {}

  /** Every family, in the order in which a network uses them first. */
  public static List<Family> families() {
    return List.of(
        new Conv2dCases(),
        new InputGradSumCases(),
        new FusedConv2dCases(),
        new BatchNormCases(),
        new RecomputedWeightGradCases(),
        new JoinedConv2dCases(),
        new NormedConv2dCases(),
        new FoldNormCases(),
        new ActivationCases(),
        new AddCases(),
        new ConcatCases(),
        new ChannelShuffleCases(),
        new MaxPoolCases(),
        new AvgPoolCases(),
        new GlobalAvgPoolCases(),
        new DropoutCases(),
        new FusedCases(),
        new FusedNormCases(),
        new FusedPartCases(),
        new LinearCases(),
        new LossCases(),
        new OptimizerCases(),
        new StepCases());
  }

  /** A family's cases, each followed by its in-place variants. */
  public static Stream<Scenario> withVariants(Family family) {
    return family
        .scenarios()
        .flatMap(scenario -> Stream.concat(Stream.of(scenario), variants(scenario)));
  }

  private static Stream<Scenario> variants(Scenario scenario) {
    return scenario.inPlaceVariants().stream();
  }
}
