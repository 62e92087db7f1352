package dev.lamina.cudnn.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;

/** NVIDIA's libraries without the stand-in, as far as they are on this machine. */
final class RealLibraries {

  private RealLibraries() {}

  /** Loads libraries; passes over the test, with a reason, where one of them is missing. */
  static void assumeInstalled(NvidiaLibrary... needed) {
    LibraryFolders folders =
        PackagedLibraries.installed()
            .folder()
            .map(LibraryFolders.installed()::and)
            .orElseGet(LibraryFolders::installed);
    for (NvidiaLibrary library : needed) {
      assumeTrue(
          folders.find(library.fileName()).isPresent(),
          library.fileName() + " is not on this machine; -Pcuda-redist brings it");
    }
    List.of(needed).forEach(library -> NvidiaLibraries.load(library, folders));
  }
}
