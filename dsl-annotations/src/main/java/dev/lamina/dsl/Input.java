package dev.lamina.dsl;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The shape {@code (channels, height, width)} of one image. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Input {
  /** Channels, at least 1: 3 for colour images. */
  int channels();

  /** Height in pixels, at least 1. */
  int height();

  /** Width in pixels, at least 1. */
  int width();
}
