package dev.lamina.cli;

import dev.lamina.runtime.Suggestions;
import dev.lamina.runtime.UserError;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry of the command line. */
@Command(
    name = "lamina",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    versionProvider = Main.Version.class,
    description = "Trains and tests convolutional networks that were compiled from Java types.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  lamina train ResNet --data data --epochs 1 --limit 2560"})
public final class Main implements Runnable {
  private static final long MEGA = 1_000_000;

  /** The exit code of a mistake that the user can repair. */
  private static final int USER_ERROR = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  /** Runs a command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(Terminal.system(), args));
  }

  /** Runs a command; returns its exit code. */
  static int run(Terminal terminal, String... args) {
    // All is said in English, and so are its numbers: not in the digits of the user's language.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    CommandLine line =
        new CommandLine(new Main())
            .addSubcommand(new TrainCommand(terminal))
            .addSubcommand(new TestCommand(terminal))
            .addSubcommand(new CompareCommand(terminal))
            .addSubcommand(new PredictCommand(terminal))
            .addSubcommand(new ExportCommand(terminal))
            .addSubcommand(new CurvesCommand(terminal))
            .addSubcommand(new BenchCommand(terminal))
            .addSubcommand(new SummaryCommand(terminal))
            .addSubcommand(new DoctorCommand(terminal))
            .addSubcommand(new CompletionCommand(terminal));
    line.setOut(writer(terminal.out()));
    line.setErr(writer(terminal.err()));
    line.setParameterExceptionHandler((e, given) -> complain(terminal, reason(e)));
    line.setExecutionExceptionHandler((e, command, parsed) -> fail(terminal, e));
    try {
      return line.execute(args);
    } catch (OutOfMemoryError e) {
      return complain(terminal, outOfMemory(e));
    }
  }

  private static String outOfMemory(OutOfMemoryError e) {
    long most = Runtime.getRuntime().maxMemory() / MEGA;
    return "not enough memory (%s); try a smaller batch, or give Java more than %d MB (-Xmx)"
        .formatted(e.getMessage(), most);
  }

  private static String reason(ParameterException e) {
    return e instanceof UnmatchedArgumentException unmatched
        ? unmatched(e.getCommandLine(), unmatched.getUnmatched().get(0))
        : e.getMessage();
  }

  private static String unmatched(CommandLine command, String given) {
    CommandSpec spec = command.getCommandSpec();
    String help = "'%s --help' shows what there is".formatted(spec.qualifiedName());
    if (given.startsWith("-")) {
      String near = Suggestions.didYouMean(given, spec.optionsMap().keySet());
      return "unknown option '%s'%s; %s".formatted(given, near, help);
    }
    String near = Suggestions.didYouMean(given, command.getSubcommands().keySet());
    String what = command.getSubcommands().isEmpty() ? "argument" : "command";
    return "unknown %s '%s'%s; %s".formatted(what, given, near, help);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  private static int fail(Terminal terminal, Exception e) throws Exception {
    if (e instanceof UserError) {
      return complain(terminal, e.getMessage());
    }
    throw e;
  }

  private static int complain(Terminal terminal, String message) {
    terminal.err().println("lamina: " + message.replaceAll("\\s*\\R\\s*", " "));
    return USER_ERROR;
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "a command is missing; 'lamina --help' shows what there is");
  }

  /** The version that the build wrote into the jar. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Optional<String> version =
          Optional.ofNullable(Main.class.getPackage().getImplementationVersion());
      return new String[] {"lamina " + version.orElse("(unpackaged)")};
    }
  }
}
