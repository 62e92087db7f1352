package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AlgorithmChoiceTest {
  private static final int DETERMINISTIC = 1;
  private static final int RANDOM_ORDER = 0;
  private static final int PLAIN = 0;
  private static final int TENSOR_CORES = 1;
  private static final int HALVES = 2;
  private static final int FMA = 3;

  @Test
  void takesTheFirstDeterministicAlgorithm() {
    AlgorithmChoice choice = new AlgorithmChoice("ranking", RealType.FLOAT32);
    choice.offer(0, 0, RANDOM_ORDER, FMA);
    choice.offer(1, 0, DETERMINISTIC, FMA);
    choice.offer(4, 0, DETERMINISTIC, FMA);
    assertEquals(new Algorithm(1, FMA), choice.best());
  }

  @Test
  void passesOverWhatCannotRun() {
    AlgorithmChoice choice = new AlgorithmChoice("ranking", RealType.FLOAT32);
    choice.offer(6, 3000, DETERMINISTIC, FMA);
    choice.offer(1, 0, DETERMINISTIC, FMA);
    assertEquals(new Algorithm(1, FMA), choice.best());
  }

  @Test
  void takesTensorCoresWhereTheyAreAskedFor() {
    assertEquals(new Algorithm(0, FMA), among(RealType.FLOAT32));
    assertEquals(new Algorithm(1, TENSOR_CORES), among(RealType.TF32));
    assertEquals(new Algorithm(2, HALVES), among(RealType.BFLOAT16));
  }

  private static Algorithm among(RealType type) {
    AlgorithmChoice choice = new AlgorithmChoice("ranking", type);
    choice.offer(2, 0, DETERMINISTIC, HALVES);
    choice.offer(1, 0, DETERMINISTIC, TENSOR_CORES);
    choice.offer(0, 0, DETERMINISTIC, PLAIN);
    return choice.best();
  }

  @Test
  void saysWhyNothingIsLeft() {
    AlgorithmChoice choice = new AlgorithmChoice("ranking", RealType.FLOAT32);
    choice.offer(0, 0, RANDOM_ORDER, FMA);
    choice.offer(3, 3001, DETERMINISTIC, FMA);
    String message = assertThrows(CudaError.class, choice::best).getMessage();
    assertTrue(message.contains("algorithm 0: not deterministic"), message);
    assertTrue(message.contains("algorithm 3: CUDNN_STATUS_NOT_SUPPORTED_GRAPH_PATTERN"), message);
  }
}
