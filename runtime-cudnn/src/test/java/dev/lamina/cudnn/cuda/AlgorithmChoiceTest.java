package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AlgorithmChoiceTest {
  private static final int DETERMINISTIC = 1;
  private static final int RANDOM_ORDER = 0;
  private static final int TENSOR_CORES = 1;
  private static final int FMA = 3;

  @Test
  void takesTheFirstDeterministicAlgorithm() {
    AlgorithmChoice choice = new AlgorithmChoice("ranking", RealType.FLOAT32);
    choice.offer(0, 0, RANDOM_ORDER, FMA);
    choice.offer(1, 0, DETERMINISTIC, FMA);
    choice.offer(4, 0, DETERMINISTIC, FMA);
    assertEquals(1, choice.best());
  }

  @Test
  void passesOverWhatCannotRun() {
    AlgorithmChoice choice = new AlgorithmChoice("ranking", RealType.FLOAT32);
    choice.offer(6, 3000, DETERMINISTIC, FMA);
    choice.offer(1, 0, DETERMINISTIC, FMA);
    assertEquals(1, choice.best());
  }

  @Test
  void takesTensorCoresInBfloat16Only() {
    AlgorithmChoice strict = new AlgorithmChoice("ranking", RealType.FLOAT32);
    strict.offer(1, 0, DETERMINISTIC, TENSOR_CORES);
    strict.offer(0, 0, DETERMINISTIC, FMA);
    assertEquals(0, strict.best());
    AlgorithmChoice mixed = new AlgorithmChoice("ranking", RealType.BFLOAT16);
    mixed.offer(1, 0, DETERMINISTIC, TENSOR_CORES);
    assertEquals(1, mixed.best());
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
