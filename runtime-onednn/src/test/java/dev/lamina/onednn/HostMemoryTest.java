package dev.lamina.onednn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostMemoryTest {
  private static final OptionalLong OF_SYSTEM = butForTheReserve(5_120_000_000L);

  @TempDir private Path root;

  @BeforeEach
  void writeSystem() throws IOException {
    write("proc/meminfo", "MemTotal:  8000000 kB\nMemFree: 10 kB\nMemAvailable:  5000000 kB\n");
  }

  @Test
  void withoutAContainerItIsTheSystems() {
    assertEquals(OF_SYSTEM, HostMemory.available(root));
  }

  @Test
  void aTighterContainerCountsAndItsCachesGiveWay() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    group("sys/fs/cgroup", "3000000000", 2_500_000_000L, 400_000_000L);
    assertEquals(butForTheReserve(900_000_000L), HostMemory.available(root));
  }

  @Test
  void aContainerWithoutLimitIsNone() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    group("sys/fs/cgroup", "max", 2_500_000_000L, 0);
    assertEquals(OF_SYSTEM, HostMemory.available(root));
  }

  @Test
  void aServicesOwnGroupCounts() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/training.service\n");
    group("sys/fs/cgroup/system.slice/training.service", "700000000", 100_000_000L, 0);
    assertEquals(butForTheReserve(600_000_000L), HostMemory.available(root));
  }

  @Test
  void soDoesAGroupAroundIt() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/training.service\n");
    group("sys/fs/cgroup/system.slice/training.service", "max", 100_000_000L, 0);
    group("sys/fs/cgroup/system.slice", "900000000", 200_000_000L, 0);
    assertEquals(butForTheReserve(700_000_000L), HostMemory.available(root));
  }

  @Test
  void soDoesAGroupOfVersion1() throws IOException {
    write("proc/self/cgroup", "8:pids:/x\n4:cpu,memory:/jobs/3\n0::/\n");
    write("sys/fs/cgroup/memory/jobs/3/memory.limit_in_bytes", "800000000\n");
    write("sys/fs/cgroup/memory/jobs/3/memory.usage_in_bytes", "500000000\n");
    write(
        "sys/fs/cgroup/memory/jobs/3/memory.stat", "inactive_file 1\ntotal_inactive_file 90000\n");
    assertEquals(butForTheReserve(300_090_000L), HostMemory.available(root));
  }

  @Test
  void insideAContainerThePathMayBeTheOneOutside() throws IOException {
    write("proc/self/cgroup", "4:memory:/docker/4f1c\n");
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "800000000\n");
    write("sys/fs/cgroup/memory/memory.usage_in_bytes", "500000000\n");
    assertEquals(butForTheReserve(300_000_000L), HostMemory.available(root));
  }

  @Test
  void whereTheReserveIsAllThatIsLeftThereIsNone() throws IOException {
    write("proc/self/cgroup", "0::/\n");
    group("sys/fs/cgroup", "300000000", 200_000_000, 0);
    assertEquals(OptionalLong.of(0), HostMemory.available(root));
  }

  @Test
  void elsewhereNothingIsKnown() {
    assertEquals(OptionalLong.empty(), HostMemory.available(root.resolve("none")));
  }

  private static OptionalLong butForTheReserve(long bytes) {
    return OptionalLong.of(bytes - HostMemory.RESERVE);
  }

  private void group(String folder, String limit, long used, long cached) throws IOException {
    write(folder + "/memory.max", limit + "\n");
    write(folder + "/memory.current", used + "\n");
    write(folder + "/memory.stat", "anon 7\ninactive_file " + cached + "\nfile 9\n");
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }
}
