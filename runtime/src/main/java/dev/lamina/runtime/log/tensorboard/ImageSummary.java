package dev.lamina.runtime.log.tensorboard;

import dev.lamina.runtime.log.picture.Picture;
import dev.lamina.runtime.log.picture.Png;

/**
 * A picture for TensorBoard's images.
 *
 * @param tag its name
 * @param description what it shows, in Markdown
 * @param picture the pixels
 */
public record ImageSummary(String tag, String description, Picture picture) {
  private static final int STRING = 7;

  /** The {@code Summary.Value}: a vector of width, height and PNG, each as bytes. */
  ProtoMessage value() {
    ProtoMessage dimension = new ProtoMessage().message(2, new ProtoMessage().integer(1, 3));
    ProtoMessage tensor =
        new ProtoMessage()
            .integer(1, STRING)
            .message(2, dimension)
            .text(8, String.valueOf(picture.width()))
            .text(8, String.valueOf(picture.height()))
            .bytes(8, Png.encode(picture));
    return new ProtoMessage().text(1, tag).message(8, tensor).message(9, metadata());
  }

  private ProtoMessage metadata() {
    return new ProtoMessage().message(1, new ProtoMessage().text(1, "images")).text(3, description);
  }
}
