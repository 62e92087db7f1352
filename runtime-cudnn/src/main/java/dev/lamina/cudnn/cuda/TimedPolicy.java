package dev.lamina.cudnn.cuda;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs every algorithm, once for each convolution and machine, and takes the fastest.
 *
 * <p>cuDNN's own search would do the same, but JCuda does not hand over in which arithmetic its
 * candidates ran.
 */
final class TimedPolicy implements AlgorithmPolicy {
  private static final int RUNS = 3;

  /** Algorithms that need more than that are not worth it. */
  private static final long MOST_SCRATCH = 1L << 30;

  private final GpuContext context;
  private final Map<RealType, AlgorithmCache> caches = new EnumMap<>(RealType.class);

  TimedPolicy(GpuContext context) {
    this.context = context;
  }

  @Override
  public Algorithm choose(AlgorithmSource source, RealType type) {
    AlgorithmCache cache = caches.computeIfAbsent(type, this::cache);
    Optional<Algorithm> earlier =
        cache.find(source.key()).filter(found -> source.scratchBytes(found).isPresent());
    return earlier.orElseGet(() -> timed(source, type, cache));
  }

  private AlgorithmCache cache(RealType type) {
    return AlgorithmCache.ofUser(
        "%s; %s; fastest".formatted(context.gpu(), type), System.err::println);
  }

  private Algorithm timed(AlgorithmSource source, RealType type, AlgorithmCache cache) {
    AlgorithmChoice choice = new AlgorithmChoice(source.ranking(), type);
    List<Algorithm> all =
        choice.all(source.ranked()).stream().filter(a -> affordable(source, a)).toList();
    if (all.isEmpty()) {
      return choice.firstDeterministic(source.ranked());
    }
    Algorithm best = fastest(source, all);
    cache.remember(source.key(), best);
    return best;
  }

  private boolean affordable(AlgorithmSource source, Algorithm algorithm) {
    long most = Math.min(MOST_SCRATCH, context.freeBytes() / 2);
    return source.scratchBytes(algorithm).orElse(Long.MAX_VALUE) <= most;
  }

  private Algorithm fastest(AlgorithmSource source, List<Algorithm> all) {
    long most = all.stream().mapToLong(a -> source.scratchBytes(a).orElse(0)).max().orElse(0);
    DeviceMemory space = context.allocate(most, "workspace to time algorithms in");
    try {
      Algorithm best = all.get(0);
      float least = Float.POSITIVE_INFINITY;
      for (Algorithm algorithm : all) {
        float time = time(source, algorithm, space.at(0));
        if (time < least) {
          least = time;
          best = algorithm;
        }
      }
      return best;
    } finally {
      context.release(space);
    }
  }

  /** Of the fastest run after a first one, which may load things. */
  private float time(AlgorithmSource source, Algorithm algorithm, Address space) {
    long bytes = source.scratchBytes(algorithm).orElse(0);
    source.run(algorithm, space, bytes);
    float least = Float.POSITIVE_INFINITY;
    for (int i = 0; i < RUNS; i++) {
      least = Math.min(least, context.stopwatch().time(() -> source.run(algorithm, space, bytes)));
    }
    return least;
  }
}
