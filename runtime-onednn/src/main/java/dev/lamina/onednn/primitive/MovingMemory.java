package dev.lamina.onednn.primitive;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.global.dnnl;

/** Memory objects that go from one place to the next together, so that primitives follow. */
public final class MovingMemory {
  private final dnnl_memory[] memories;
  private final Address[] places;

  /**
   * Memory objects, and where they will be.
   *
   * @param addresses of each place; the bytes there must outlive the primitives
   */
  public MovingMemory(List<Memory> memories, long... addresses) {
    this.memories = memories.stream().map(Memory::handle).toArray(dnnl_memory[]::new);
    this.places = new Address[addresses.length];
    for (int i = 0; i < addresses.length; i++) {
      places[i] = new Address(addresses[i]);
    }
  }

  /** Moves all of them to the place of that number. */
  public void moveTo(int place) {
    for (dnnl_memory memory : memories) {
      Status.check(dnnl.dnnl_memory_set_data_handle(memory, places[place]), "memory move");
    }
  }
}
