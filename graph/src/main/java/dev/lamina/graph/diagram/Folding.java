package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Frame.Flow;
import dev.lamina.graph.diagram.Frame.Wiring;
import dev.lamina.graph.ir.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.BiPredicate;

/** Folds boxes that repeat into one. */
final class Folding {

  private Folding() {}

  /** Folds neighbours that compute the same on the same shape. */
  static List<Frame> neighbours(List<Frame> frames) {
    return fold(frames, 1, Folding::same);
  }

  /**
   * Folds repeated boxes and repeated sequences of boxes; neighbours may also differ in the
   * channels that come in, as long as each adds as many.
   */
  static List<Frame> all(List<Frame> frames) {
    List<Frame> folded = fold(frames, 1, Folding::alike);
    for (int period = 2; period <= folded.size() / 2; period++) {
      folded = fold(folded, period, Folding::same);
    }
    return folded;
  }

  private static List<Frame> fold(
      List<Frame> frames, int period, BiPredicate<Frame, Frame> matches) {
    List<Frame> folded = new ArrayList<>();
    int from = 0;
    while (from < frames.size()) {
      int to = endOfRun(frames, from, period, matches);
      if (to - from >= 2 * period) {
        folded.add(together(frames.subList(from, to), period));
        from = to;
      } else {
        folded.add(frames.get(from));
        from++;
      }
    }
    return folded;
  }

  /** Where the repetitions of the {@code period} boxes at {@code from} end. */
  private static int endOfRun(
      List<Frame> frames, int from, int period, BiPredicate<Frame, Frame> matches) {
    int at = from + period;
    while (at < frames.size() && matches.test(frames.get(at - period), frames.get(at))) {
      at++;
    }
    return at - (at - from) % period;
  }

  private static boolean same(Frame one, Frame other) {
    return one.in().equals(other.in()) && sameForm(one, other);
  }

  private static boolean alike(Frame one, Frame other) {
    return one.in().rank() == other.in().rank()
        && one.in().withChannels(1).equals(other.in().withChannels(1))
        && one.growth() == other.growth()
        && sameForm(one, other);
  }

  private static boolean sameForm(Frame one, Frame other) {
    if (one.times() != other.times()) {
      return false;
    } else if (one.content() instanceof Wiring first && other.content() instanceof Wiring second) {
      return first.form().equals(second.form());
    }
    return one.content() instanceof Flow first
        && other.content() instanceof Flow second
        && sameForms(first.frames(), second.frames());
  }

  private static boolean sameForms(List<Frame> some, List<Frame> others) {
    boolean same = some.size() == others.size();
    for (int i = 0; same && i < some.size(); i++) {
      same = sameForm(some.get(i), others.get(i));
    }
    return same;
  }

  private static Frame together(List<Frame> run, int period) {
    Frame first = run.get(0);
    List<String> names = run.stream().map(Frame::names).flatMap(Collection::stream).toList();
    List<Node> nodes = run.stream().map(Frame::nodes).flatMap(Collection::stream).toList();
    return new Frame(
        names,
        run.size() / period,
        first.in(),
        run.get(run.size() - 1).out(),
        nodes,
        period == 1 ? first.content() : new Flow(List.copyOf(run.subList(0, period))));
  }
}
