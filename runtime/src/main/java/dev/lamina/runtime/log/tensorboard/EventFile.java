package dev.lamina.runtime.log.tensorboard;

import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.lamina.runtime.network.CompiledNetwork;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An event file that TensorBoard reads: messages of type {@code Event} in {@link RecordWriter}'s
 * framing. Every event is on disk, as far as the operating system is concerned, when its method
 * returns.
 *
 * <p>Steps are epochs, counted from 1. Field numbers are those of TensorFlow's {@code event.proto},
 * {@code summary.proto} and {@code tensor.proto}.
 */
public final class EventFile implements AutoCloseable {
  private static final String PREFIX = "events.out.tfevents.";
  private static final String SUFFIX = ".lamina";
  private static final long SESSION_START = 1;

  private final Clock clock;
  private final RecordWriter records;

  private EventFile(Clock clock, RecordWriter records) {
    this.clock = clock;
    this.records = records;
  }

  /**
   * Begins the events of a run; earlier event files that Lamina left in the folder are deleted,
   * since TensorBoard would mix them in.
   */
  public static EventFile start(Path folder, Clock clock) throws IOException {
    try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, PREFIX + "*" + SUFFIX)) {
      for (Path file : old) {
        Files.delete(file);
      }
    }
    return open(folder, clock);
  }

  /**
   * Goes on with a run in a further file. TensorBoard forgets what earlier files say of later
   * steps.
   *
   * @param epochs how many epochs are done and stay as they are
   */
  public static EventFile resume(Path folder, Clock clock, int epochs) throws IOException {
    EventFile file = open(folder, clock);
    ProtoMessage session = new ProtoMessage().integer(1, SESSION_START);
    file.write(file.event().integer(2, epochs + 1L).message(7, session));
    return file;
  }

  private static EventFile open(Path folder, Clock clock) throws IOException {
    Path path = unused(folder, clock.instant().getEpochSecond());
    EventFile file =
        new EventFile(clock, new RecordWriter(Files.newOutputStream(path, CREATE_NEW, WRITE)));
    file.write(file.event().text(3, "brain.Event:2"));
    return file;
  }

  // TensorBoard reads the files of a folder in the order of their names.
  private static Path unused(Path folder, long second) {
    long number = second;
    while (Files.exists(folder.resolve(name(number)))) {
      number++;
    }
    return folder.resolve(name(number));
  }

  private static String name(long second) {
    return String.format(Locale.ROOT, "%s%010d%s", PREFIX, second, SUFFIX);
  }

  /** A point of each of several curves. */
  public void scalars(int epoch, Map<String, Double> values) throws IOException {
    ProtoMessage summary = new ProtoMessage();
    values.forEach(
        (tag, value) ->
            summary.message(
                1, new ProtoMessage().text(1, tag).float32(2, (float) value.doubleValue())));
    summary(epoch, summary);
  }

  /**
   * A picture.
   *
   * @param picture what is shown
   */
  public void image(int epoch, ImageSummary picture) throws IOException {
    summary(epoch, new ProtoMessage().message(1, picture.value()));
  }

  /** The forward graph of a network; layers are grouped by their blocks. */
  public void graph(CompiledNetwork network) throws IOException {
    List<GraphNode> nodes = ForwardTrace.of(network);
    write(event().bytes(4, GraphMessage.of(nodes).toByteArray()));
  }

  /** What the run was set to, for the table of runs; once, at the beginning. */
  public void hyperParameters(HyperParameters values) throws IOException {
    summary(0, values.experiment());
    summary(0, values.start(seconds()));
  }

  /** That the run has come to its end; what {@link #hyperParameters} began. */
  public void finished(int epoch) throws IOException {
    summary(epoch, HyperParameters.end(seconds()));
  }

  private void summary(int epoch, ProtoMessage summary) throws IOException {
    write(event().integer(2, epoch).message(5, summary));
  }

  private ProtoMessage event() {
    return new ProtoMessage().float64(1, seconds());
  }

  private double seconds() {
    return clock.millis() * 1e-3;
  }

  private void write(ProtoMessage event) throws IOException {
    records.write(event.toByteArray());
  }

  @Override
  public void close() throws IOException {
    records.close();
  }
}
