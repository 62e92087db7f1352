package dev.lamina.processor.emit;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import java.util.Arrays;
import java.util.List;

/**
 * An expression of generated code, kept apart from its layout: where it does not fit on one line it
 * is broken as google-java-format breaks it.
 */
sealed interface Expr {

  /** The column that no line should pass. */
  int LINE = 100;

  /** Spaces that a continued line is indented by. */
  int CONTINUATION = 4;

  /** On one line. */
  CodeBlock flat();

  /** Characters on one line, with simple names for classes. */
  int width();

  /**
   * Writes it from {@code column} on, over several lines if it must.
   *
   * @param indent of the line that it begins on
   * @param tail characters that follow it on its last line
   */
  void write(CodeBlock.Builder out, int column, int indent, int tail);

  /** Something that is never broken. */
  static Expr of(String format, Object... arguments) {
    Object[] simple = Arrays.stream(arguments).map(Expr::simple).toArray();
    String text = CodeBlock.of(format.replace("$T", "$L"), simple).toString();
    return new Atom(CodeBlock.of(format, arguments), text.length());
  }

  private static Object simple(Object argument) {
    return argument instanceof ClassName name ? String.join(".", name.simpleNames()) : argument;
  }

  /** A call of a method or constructor. */
  static Expr call(Expr function, List<Expr> arguments) {
    return new Call(function, List.copyOf(arguments));
  }

  /** {@code new Type(arguments)}. */
  static Expr create(ClassName type, List<Expr> arguments) {
    return call(of("new $T", type), arguments);
  }

  /** {@code List.of(arguments)}. */
  static Expr list(List<Expr> elements) {
    return call(of("$T.of", ClassName.get(List.class)), elements);
  }

  /** The statement that evaluates it. */
  default CodeBlock statement(int indent) {
    CodeBlock.Builder out = CodeBlock.builder();
    write(out, indent, indent, 1);
    return out.add(";\n").build();
  }

  /** The statement that assigns it. */
  default CodeBlock assignedTo(Expr target, int indent) {
    return assignedTo(target, indent, "");
  }

  /** The statement that assigns it, with a comment, if not empty, where there is room for it. */
  default CodeBlock assignedTo(Expr target, int indent, String comment) {
    CodeBlock.Builder out = CodeBlock.builder().add(target.flat());
    int width = indent + target.width() + " = ;".length() + width();
    if (width <= LINE) {
      boolean beside = !comment.isEmpty() && width + " // ".length() + comment.length() <= LINE;
      return out.add(" = ").add(flat()).add(";$L\n", beside ? " // " + comment : "").build();
    }
    out.add(" =\n$>$>");
    write(out, indent + CONTINUATION, indent + CONTINUATION, 1);
    return out.add(";$<$<\n").build();
  }

  /** One piece. */
  record Atom(CodeBlock flat, int width) implements Expr {
    @Override
    public void write(CodeBlock.Builder out, int column, int indent, int tail) {
      out.add(flat);
    }
  }

  /** A function and its arguments. */
  record Call(Expr function, List<Expr> arguments) implements Expr {
    @Override
    public CodeBlock flat() {
      return CodeBlock.builder().add(function.flat()).add("(").add(joined()).add(")").build();
    }

    private CodeBlock joined() {
      return arguments.stream().map(Expr::flat).collect(CodeBlock.joining(", "));
    }

    @Override
    public int width() {
      return function.width() + 2 + joinedWidth();
    }

    private int joinedWidth() {
      int separators = 2 * Math.max(0, arguments.size() - 1);
      return separators + arguments.stream().mapToInt(Expr::width).sum();
    }

    @Override
    public void write(CodeBlock.Builder out, int column, int indent, int tail) {
      if (column + width() + tail <= LINE || arguments.isEmpty()) {
        out.add(flat());
        return;
      }
      out.add(function.flat()).add("(\n$>$>");
      if (indent + CONTINUATION + joinedWidth() + 1 + tail <= LINE) {
        out.add(joined());
      } else {
        writeEach(out, indent + CONTINUATION, 1 + tail);
      }
      out.add(")$<$<");
    }

    private void writeEach(CodeBlock.Builder out, int indent, int tail) {
      for (int i = 0; i < arguments.size(); i++) {
        boolean last = i == arguments.size() - 1;
        arguments.get(i).write(out, indent, indent, last ? tail : 1);
        out.add(last ? "" : ",\n");
      }
    }
  }
}
