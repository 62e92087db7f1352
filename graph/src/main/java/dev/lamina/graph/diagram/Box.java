package dev.lamina.graph.diagram;

import dev.lamina.graph.diagram.Frame.Flow;
import dev.lamina.graph.diagram.Frame.Wiring;
import dev.lamina.graph.diagram.Track.Column;
import dev.lamina.graph.diagram.Track.Lanes;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A frame that knows how much room it needs.
 *
 * @param frame what it shows
 * @param heading its upper strip
 * @param tracks its own layers; none if it holds boxes
 * @param boxes the boxes in it; none if it holds layers
 * @param left pixels on the left of the axis, at least
 * @param right pixels on the right of the axis, at least
 * @param height pixels
 */
record Box(
    Frame frame,
    Heading heading,
    List<Track> tracks,
    List<Box> boxes,
    int left,
    int right,
    int height) {

  static Box of(Frame frame, int depth) {
    Heading heading = Heading.of(frame, depth);
    if (frame.content() instanceof Wiring wiring) {
      Track track = Tracks.of(wiring.part());
      int height = lead(track) + track.height() + Sizes.PADDING;
      return sized(frame, heading, List.of(track), List.of(), height);
    }
    List<Box> boxes =
        ((Flow) frame.content()).frames().stream().map(f -> Box.of(f, depth + 1)).toList();
    return sized(frame, heading, List.of(), boxes, stackHeight(boxes) + 2 * Sizes.PADDING);
  }

  private static Box sized(
      Frame frame, Heading heading, List<Track> tracks, List<Box> boxes, int body) {
    int left = Math.max(reach(tracks, Track::left), reach(boxes, Box::left)) + Sizes.PADDING;
    int right = Math.max(reach(tracks, Track::right), reach(boxes, Box::right)) + Sizes.PADDING;
    int missing = TextWidth.even(Math.max(0, heading.width() - left - right));
    return new Box(
        frame,
        heading,
        tracks,
        boxes,
        left + missing / 2,
        right + missing / 2,
        heading.height() + body);
  }

  /** The furthest of some pieces. */
  static <T> int reach(List<T> pieces, ToIntFunction<T> distance) {
    return pieces.stream().mapToInt(distance).max().orElse(0);
  }

  /** Height of boxes with the arrows between them. */
  static int stackHeight(List<Box> boxes) {
    return boxes.stream().mapToInt(Box::fullHeight).sum() + Sizes.ARROW * (boxes.size() - 1);
  }

  /** Height with the boxes behind it. */
  int fullHeight() {
    return height + (frame.times() > 1 ? Sizes.DECK : 0);
  }

  /** From the heading to the layers: lanes bring room of their own. */
  static int lead(Track track) {
    boolean beginsWithLanes =
        track instanceof Column column
            && !column.tracks().isEmpty()
            && column.tracks().get(0) instanceof Lanes;
    return beginsWithLanes ? 2 : Sizes.PADDING;
  }
}
