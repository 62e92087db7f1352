package dev.lamina.cli;

import dev.lamina.graph.recipe.AugmentationKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads augmentations in lower case with hyphens: {@code flip-and-padded-crop}. */
final class AugmentationConverter implements ITypeConverter<AugmentationKind> {

  @Override
  public AugmentationKind convert(String value) {
    return Arrays.stream(AugmentationKind.values())
        .filter(kind -> name(kind).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'%s' is none of %s".formatted(value, String.join(", ", names()))));
  }

  private static String name(AugmentationKind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static List<String> names() {
    return Arrays.stream(AugmentationKind.values()).map(AugmentationConverter::name).toList();
  }

  /** All names, for help and completion. */
  static final class Names extends ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      super(names());
    }
  }
}
