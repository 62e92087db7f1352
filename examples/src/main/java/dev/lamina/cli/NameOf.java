package dev.lamina.cli;

import dev.lamina.runtime.Suggestions;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Constants of an enum as users write them: in lower case, with hyphens. The command line asks a
 * subclass of its own for each enum, as converter and as the names for help and completion.
 */
abstract class NameOf<E extends Enum<E>> implements ITypeConverter<E>, Iterable<String> {
  private final List<E> constants;

  NameOf(Class<E> type) {
    constants = List.of(type.getEnumConstants());
  }

  /** A constant as users write it. */
  static String text(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private List<String> texts() {
    return constants.stream().map(NameOf::text).toList();
  }

  @Override
  public final E convert(String given) {
    return constants.stream()
        .filter(constant -> text(constant).equals(given))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException(unknown(given)));
  }

  private String unknown(String given) {
    return "'%s' is none of %s%s"
        .formatted(given, String.join(", ", texts()), Suggestions.didYouMean(given, texts()));
  }

  @Override
  public final Iterator<String> iterator() {
    return texts().iterator();
  }
}
