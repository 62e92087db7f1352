package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import dev.lamina.graph.ir.Shape;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Values as Java expressions. A record becomes a call of its constructor, whatever its components
 * are, so that a new op needs nothing here.
 */
final class Literals {

  private static final int UNDERSCORES_FROM = 10_000;

  private Literals() {}

  /**
   * A record, enum constant, string, boolean or number, or a list of them.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Expr of(Object value) {
    if (value instanceof Shape shape) {
      return Expr.call(Expr.of("$T.of", ClassName.get(Shape.class)), dims(shape));
    } else if (value instanceof Record made) {
      return Expr.create(ClassName.get(made.getClass()), components(made));
    } else if (value instanceof Enum<?> constant) {
      return Expr.of("$T.$L", ClassName.get(constant.getDeclaringClass()), constant.name());
    } else if (value instanceof List<?> list) {
      return Expr.list(list.stream().map(Literals::of).toList());
    } else if (value instanceof String text) {
      return Expr.of("$S", text);
    } else if (value instanceof Integer number) {
      return integer(number);
    } else if (value instanceof Long number) {
      return Expr.of("$LL", grouped(number));
    } else if (value instanceof Double || value instanceof Boolean) {
      return Expr.of("$L", value);
    }
    throw new IllegalArgumentException(value.getClass() + " has no literal: " + value);
  }

  /** An integer for a parameter that is {@code long}: the suffix only where it is needed. */
  static Expr integer(long number) {
    boolean fits = (int) number == number;
    return Expr.of("$L", fits ? grouped(number) : grouped(number) + "L");
  }

  /** The dimensions of a shape, as arguments. */
  static List<Expr> dims(Shape shape) {
    return shape.dims().stream().map(dim -> integer(dim)).toList();
  }

  private static String grouped(long number) {
    return Math.abs(number) < UNDERSCORES_FROM
        ? Long.toString(number)
        : String.format(Locale.ROOT, "%,d", number).replace(',', '_');
  }

  private static List<Expr> components(Record made) {
    return Arrays.stream(made.getClass().getRecordComponents())
        .map(component -> of(read(made, component)))
        .toList();
  }

  private static Object read(Record made, RecordComponent component) {
    try {
      return component.getAccessor().invoke(made);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(made + ": " + component.getName() + " is not public", e);
    }
  }
}
