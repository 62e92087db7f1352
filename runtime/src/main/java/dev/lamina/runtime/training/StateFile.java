package dev.lamina.runtime.training;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.checkpoint.SessionState;
import dev.lamina.runtime.session.NetworkSession;
import dev.lamina.runtime.weights.SafeTensors;
import dev.lamina.runtime.weights.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The file that an interrupted run goes on from, {@code NETWORK.state.safetensors} in the run's
 * folder.
 */
final class StateFile {
  private static final String RUN = "run";

  private final Path path;

  StateFile(Path folder, String network) {
    path = folder.resolve(network + ".state.safetensors");
  }

  Path path() {
    return path;
  }

  boolean exists() {
    return Files.exists(path);
  }

  void save(NetworkSession session, RunState run) {
    SessionState.save(session, path, Map.of(RUN, RunStateJson.write(run)));
  }

  /** What the file says of its run; the tensors are not read. */
  RunState run() {
    return run(SafeTensors.readMetadata(path));
  }

  private RunState run(Map<String, String> metadata) {
    return Optional.ofNullable(metadata.get(RUN))
        .map(text -> RunStateJson.read(text, path.toString()))
        .orElseThrow(() -> new UserError(path + " does not say which run it belongs to"));
  }

  /**
   * Refuses a folder that nothing can go on from.
   *
   * @throws UserError if there is no file
   */
  void requireExistence(String network) {
    if (!exists()) {
      throw new UserError(
          "there is no %s to go on from; give the folder of a run of %s".formatted(path, network));
    }
  }

  /**
   * Reads the file.
   *
   * @throws UserError if it cannot be read, is damaged or does not say what run it is of
   */
  Saved read() {
    TensorFile tensors = SessionState.read(path);
    return new Saved(path, run(tensors.metadata()), tensors);
  }

  /**
   * What a file held.
   *
   * @param path the file
   * @param run how far the run had come
   * @param tensors of its session
   */
  record Saved(Path path, RunState run, TensorFile tensors) {

    /** Makes the session that of the run's next step. */
    void restore(NetworkSession session) {
      SessionState.restore(session, tensors, path);
      session.resume(run.seed(), run.steps());
    }
  }
}
