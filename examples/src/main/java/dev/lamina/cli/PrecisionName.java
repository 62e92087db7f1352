package dev.lamina.cli;

import dev.lamina.runtime.Suggestions;
import dev.lamina.runtime.device.Precision;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What users call precisions. */
final class PrecisionName implements ITypeConverter<Precision> {

  private static String text(Precision precision) {
    return precision.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> texts() {
    return Arrays.stream(Precision.values()).map(PrecisionName::text).toList();
  }

  @Override
  public Precision convert(String given) {
    return Arrays.stream(Precision.values())
        .filter(precision -> text(precision).equals(given))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s%s"
                        .formatted(
                            given,
                            String.join(", ", texts()),
                            Suggestions.didYouMean(given, texts()))));
  }

  /** For help and completion. */
  static final class Texts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return texts().iterator();
    }
  }
}
