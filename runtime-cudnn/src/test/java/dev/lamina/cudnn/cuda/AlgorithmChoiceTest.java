package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class AlgorithmChoiceTest {
  private static final int DETERMINISTIC = 1;
  private static final int RANDOM_ORDER = 0;
  private static final int PLAIN = 0;
  private static final int TENSOR_CORES = 1;
  private static final int HALVES = 2;
  private static final int FMA = 3;

  private static Candidate candidate(int number, int status, int determinism, int math) {
    return new Candidate(number, status, determinism, math);
  }

  private static Algorithm first(RealType type, Candidate... ranked) {
    return new AlgorithmChoice("ranking", type).firstDeterministic(List.of(ranked));
  }

  private static List<Algorithm> all(RealType type, Candidate... ranked) {
    return new AlgorithmChoice("ranking", type).all(List.of(ranked));
  }

  @Test
  void takesTheFirstDeterministicAlgorithm() {
    assertEquals(
        new Algorithm(4, FMA),
        first(
            RealType.FLOAT32,
            candidate(0, 0, RANDOM_ORDER, FMA),
            candidate(4, 0, DETERMINISTIC, FMA),
            candidate(1, 0, DETERMINISTIC, FMA)));
  }

  @Test
  void offersAllThatRunToWhoeverTimesThem() {
    assertEquals(
        List.of(new Algorithm(1, FMA), new Algorithm(4, FMA)),
        all(
            RealType.FLOAT32,
            candidate(0, 3000, DETERMINISTIC, FMA),
            candidate(1, 0, RANDOM_ORDER, FMA),
            candidate(5, 0, DETERMINISTIC, TENSOR_CORES),
            candidate(4, 0, DETERMINISTIC, FMA),
            candidate(4, 0, DETERMINISTIC, PLAIN)));
  }

  @Test
  void passesOverWhatCannotRun() {
    assertEquals(
        new Algorithm(1, FMA),
        first(
            RealType.FLOAT32,
            candidate(6, 3000, DETERMINISTIC, FMA),
            candidate(1, 0, DETERMINISTIC, FMA)));
  }

  @Test
  void takesTensorCoresWhereTheyAreAskedFor() {
    Candidate[] all = {
      candidate(0, 0, DETERMINISTIC, HALVES),
      candidate(1, 0, DETERMINISTIC, TENSOR_CORES),
      candidate(2, 0, DETERMINISTIC, PLAIN)
    };
    assertEquals(new Algorithm(2, FMA), first(RealType.FLOAT32, all));
    assertEquals(new Algorithm(1, TENSOR_CORES), first(RealType.TF32, all));
    assertEquals(new Algorithm(0, HALVES), first(RealType.BFLOAT16, all));
  }

  @Test
  void saysWhyNothingIsLeft() {
    Candidate[] ranked = {
      candidate(0, 0, RANDOM_ORDER, FMA),
      candidate(3, 3001, DETERMINISTIC, FMA),
      candidate(5, 0, DETERMINISTIC, TENSOR_CORES)
    };
    String message =
        assertThrows(CudaError.class, () -> first(RealType.FLOAT32, ranked)).getMessage();
    assertTrue(message.contains("algorithm 0: not deterministic"), message);
    assertTrue(message.contains("algorithm 3: CUDNN_STATUS_NOT_SUPPORTED_GRAPH_PATTERN"), message);
    assertTrue(message.contains("algorithm 5: not float32"), message);
  }
}
