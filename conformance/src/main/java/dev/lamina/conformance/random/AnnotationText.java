package dev.lamina.conformance.random;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** One annotation: the attributes that are written, each as Java text. */
final class AnnotationText {

  private final Spot spot;
  private final Map<String, String> attributes = new LinkedHashMap<>();

  /** An annotation without attributes so far; the spot's path ends in its name. */
  AnnotationText(Spot spot) {
    this.spot = spot;
  }

  Spot spot() {
    return spot;
  }

  String name() {
    return spot.path().substring(spot.path().lastIndexOf('@'));
  }

  Map<String, String> attributes() {
    return attributes;
  }

  /** An attribute as it is. */
  AnnotationText with(String attribute, String text) {
    attributes.put(attribute, text);
    return this;
  }

  AnnotationText with(String attribute, int value) {
    return with(attribute, literal(value));
  }

  /** Left out if it is the default. */
  AnnotationText with(String attribute, int value, int usual) {
    return value == usual ? this : with(attribute, value);
  }

  /** Left out if it is the default; {@code name} if it stands for no number. */
  AnnotationText with(String attribute, OptionalInt value, String name, String usual) {
    String text = value.isPresent() ? literal(value.getAsInt()) : name;
    return text.equals(usual) ? this : with(attribute, text);
  }

  /** Left out if it is the default. */
  AnnotationText with(String attribute, double value, double usual) {
    return Double.compare(value, usual) == 0 ? this : with(attribute, literal(value));
  }

  /** Left out if it is the default. */
  AnnotationText with(String attribute, boolean value, boolean usual) {
    return value == usual ? this : with(attribute, String.valueOf(value));
  }

  /** A constant of an enum of the language; left out if it is none. */
  AnnotationText with(String attribute, String type, Optional<? extends Enum<?>> value) {
    value.ifPresent(constant -> with(attribute, type + "." + constant.name()));
    return this;
  }

  /** The least ints have names. */
  static String literal(int value) {
    return switch (value - Integer.MIN_VALUE) {
      case 0 -> "SAME";
      case 1 -> "KERNEL";
      case 2 -> "CLASSES";
      default -> String.valueOf(value);
    };
  }

  static String literal(double value) {
    if (Double.isNaN(value)) {
      return "Double.NaN";
    } else if (Double.isInfinite(value)) {
      return value > 0 ? "Double.POSITIVE_INFINITY" : "Double.NEGATIVE_INFINITY";
    }
    return String.valueOf(value);
  }

  static String literal(String text) {
    return text.chars()
        .mapToObj(AnnotationText::escaped)
        .collect(Collectors.joining("", "\"", "\""));
  }

  private static String escaped(int c) {
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    } else if (c == '\t') {
      return "\\t";
    }
    return c >= ' ' && c < 0x7f ? String.valueOf((char) c) : String.format("\\u%04x", c);
  }
}
