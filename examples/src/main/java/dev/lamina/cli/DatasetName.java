package dev.lamina.cli;

import dev.lamina.runtime.data.folder.DatasetKind;

/** What users call the kinds of data sets. */
final class DatasetName extends NameOf<DatasetKind> {
  DatasetName() {
    super(DatasetKind.class);
  }
}
