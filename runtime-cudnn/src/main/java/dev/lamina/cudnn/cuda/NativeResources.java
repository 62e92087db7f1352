package dev.lamina.cudnn.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything native of one device: one owner, released in the reverse order of its making, and
 * counted.
 */
final class NativeResources {

  /** Something native, and how it is released. */
  interface Resource {
    /** Releases it; called once. */
    void destroy();
  }

  private final List<Resource> held = new ArrayList<>();

  /** Takes over a resource that was just made. */
  <T extends Resource> T own(T resource) {
    held.add(resource);
    return resource;
  }

  /** Releases one before its time. */
  void release(Resource resource) {
    int last = held.size() - 1;
    while (last >= 0 && held.get(last) != resource) {
      last--;
    }
    if (last < 0) {
      throw new IllegalArgumentException("released already");
    }
    held.remove(last);
    resource.destroy();
  }

  /** How many are held. */
  int count() {
    return held.size();
  }

  /** Releases all, whatever goes wrong meanwhile; gives the first thing that did. */
  Optional<CudaError> releaseAll() {
    Optional<CudaError> first = Optional.empty();
    while (!held.isEmpty()) {
      Resource resource = held.remove(held.size() - 1);
      try {
        resource.destroy();
      } catch (CudaError e) {
        first = first.isPresent() ? first : Optional.of(e);
      }
    }
    return first;
  }
}
