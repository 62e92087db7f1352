package dev.lamina.onednn.primitive;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.global.dnnl;

/**
 * Temporary space shared by many primitives of a context. They run one after another, so the
 * largest need serves all. It grows while primitives are bound, never afterwards.
 */
public final class Scratchpad {
  private final DnnContext context;
  private final List<Memory> users = new ArrayList<>();
  private Optional<NativeBuffer> buffer = Optional.empty();

  Scratchpad(DnnContext context) {
    this.context = context;
  }

  /** A memory object over the shared space, large enough for {@code desc}. */
  public Memory reserve(MemoryDesc desc) {
    if (desc.bytes() > buffer.map(NativeBuffer::bytes).orElse(0L)) {
      grow(desc.bytes());
    }
    Memory memory = context.memory(desc, buffer.map(NativeBuffer::address).orElse(0L));
    users.add(memory);
    return memory;
  }

  private void grow(long bytes) {
    NativeBuffer larger = context.allocate(bytes);
    users.forEach(user -> move(user, larger.address()));
    buffer.ifPresent(NativeBuffer::close);
    buffer = Optional.of(larger);
  }

  private static void move(Memory memory, long address) {
    Status.check(
        dnnl.dnnl_memory_set_data_handle(memory.handle(), new Address(address)), "scratchpad move");
  }
}
