package dev.lamina.benchmarks.result;

/**
 * What several sides do in turns.
 *
 * @param network name of the network that is trained
 * @param precision float32 or bfloat16
 */
public record Duel(String network, String precision) {
  @Override
  public String toString() {
    return network + " in " + precision;
  }
}
