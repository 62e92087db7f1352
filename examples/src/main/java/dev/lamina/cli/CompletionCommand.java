package dev.lamina.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code lamina completion}: commands, options and networks at the press of Tab. */
@Command(
    name = "completion",
    description = "Prints a script that teaches bash or zsh to complete Lamina's command line.",
    footer = {"", "Example:", "  lamina completion > lamina.bash; source lamina.bash"})
final class CompletionCommand implements Runnable {
  private final Terminal terminal;

  @Spec private CommandSpec spec;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    terminal.out().print(AutoComplete.bash("lamina", spec.root().commandLine()));
    terminal.out().flush();
  }
}
