package dev.lamina.onednn;

import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A control group of Linux that limits memory, as containers and services are made of; of version 1
 * or 2, whose files have other names.
 *
 * @param folder with its files
 * @param limit name of the file with the most bytes that it may hold
 * @param used name of the file with the bytes that it holds, caches of files among them
 * @param cached name of the entry in {@code memory.stat} with bytes of files that nobody has used
 *     lately, which give way
 */
record ControlGroup(Path folder, String limit, String used, String cached) {
  private static final String MOUNT = "sys/fs/cgroup";

  /**
   * The groups that this process is in, with those around them: each one's limit holds for it.
   *
   * @param root where the system's files begin
   */
  static Stream<ControlGroup> ofThisProcess(Path root) {
    return SystemFile.lines(root.resolve("proc/self/cgroup"))
        .map(line -> line.split(":", 3))
        .filter(parts -> parts.length == 3)
        .flatMap(parts -> ofHierarchy(root, parts[1], parts[2]));
  }

  /** Version 2 is the hierarchy without a name; version 1 has one for each controller. */
  private static Stream<ControlGroup> ofHierarchy(Path root, String controllers, String path) {
    if (controllers.isEmpty()) {
      return upwards(root.resolve(MOUNT), path)
          .map(folder -> new ControlGroup(folder, "memory.max", "memory.current", "inactive_file"));
    }
    if (Stream.of(controllers.split(",")).noneMatch("memory"::equals)) {
      return Stream.empty();
    }
    return upwards(root.resolve(MOUNT).resolve("memory"), path)
        .map(
            folder ->
                new ControlGroup(
                    folder,
                    "memory.limit_in_bytes",
                    "memory.usage_in_bytes",
                    "total_inactive_file"));
  }

  /**
   * From a group's folder up to the mount. In a container the path may be the one outside of it,
   * and the group itself is what is mounted; then the folders between are not there.
   */
  private static Stream<Path> upwards(Path mount, String path) {
    Path innermost = mount.resolve(path.replaceFirst("^/+", "")).normalize();
    return Stream.iterate(innermost, folder -> folder.startsWith(mount), Path::getParent);
  }

  /** Bytes that are left of its limit; empty where it has none. */
  OptionalLong available() {
    OptionalLong most = SystemFile.number(folder.resolve(limit));
    OptionalLong held = SystemFile.number(folder.resolve(used));
    if (most.isEmpty() || held.isEmpty()) {
      return OptionalLong.empty();
    }
    long gives = SystemFile.entry(folder.resolve("memory.stat"), cached).orElse(0);
    return OptionalLong.of(Math.max(0, most.getAsLong() - held.getAsLong() + gives));
  }
}
