package dev.lamina.cli;

import dev.lamina.runtime.Suggestions;
import dev.lamina.runtime.data.folder.DatasetKind;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What users call the kinds of data sets. */
final class DatasetName implements ITypeConverter<DatasetKind> {

  private static String text(DatasetKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  private static List<String> texts() {
    return Arrays.stream(DatasetKind.values()).map(DatasetName::text).toList();
  }

  @Override
  public DatasetKind convert(String given) {
    return Arrays.stream(DatasetKind.values())
        .filter(kind -> text(kind).equals(given))
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
