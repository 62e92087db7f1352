package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Channel shuffle (Zhang et al., 2018, ShuffleNet), between grouped convolutions: takes one channel
 * of each group in turn, so that every group that follows sees channels of all groups before it.
 * Keeps the shape; has no parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ChannelShuffle {
  /** Number of groups that the channels lie in, at least 1; it divides the channels. */
  int groups();
}
