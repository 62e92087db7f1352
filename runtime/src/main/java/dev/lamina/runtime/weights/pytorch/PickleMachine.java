package dev.lamina.runtime.weights.pytorch;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.weights.Untrusted;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Runs the part of the pickle language that builds plain data; see Python's {@code pickletools} for
 * the operations.
 *
 * <p>What comes out: {@link Long} (or BigInteger), {@link Double}, {@link Boolean}, {@link String},
 * {@link List} for lists and tuples, {@link Map} for dicts, an empty {@link Optional} for None,
 * {@link TensorReference}. The machine is a loop, so nesting costs no stack, and it is bounded in
 * the number of operations, since one byte of a pickle can ask for an object.
 */
final class PickleMachine {
  private static final int STOP = '.';
  private static final int OPERATION_LIMIT = 2_000_000;
  private static final int HIGHEST_PROTOCOL = 5;

  private final PickleInput in;
  private final Consumer<StorageReference> onStorage;
  private final List<Object> stack = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, Object> memo = new HashMap<>();

  /**
   * A machine for one pickle.
   *
   * @param in the pickle, and perhaps more after it
   * @param onStorage is told of every storage that the pickle refers to
   */
  PickleMachine(PickleInput in, Consumer<StorageReference> onStorage) {
    this.in = in;
    this.onStorage = onStorage;
  }

  /** Runs one pickle, up to and including its end, and returns what it made. */
  Object run() {
    for (int count = 0; count < OPERATION_LIMIT; count++) {
      int operation = in.unsignedByte();
      if (operation == STOP) {
        return pop();
      }
      Optional<Object> constant = PickleConstants.read(operation, in);
      if (constant.isPresent()) {
        stack.add(constant.get());
      } else {
        execute(operation);
      }
    }
    throw in.error("is still not the end after %d operations".formatted(OPERATION_LIMIT));
  }

  private void execute(int operation) {
    switch (operation) {
      case 0x80 -> checkProtocol(in.unsignedByte());
      case 0x95 -> in.signedLong(); // A frame only says how much to read ahead.
      case '(' -> marks.push(stack.size());
      case '}' -> stack.add(new LinkedHashMap<>());
      case ']' -> stack.add(new ArrayList<>());
      case ')' -> stack.add(List.of());
      case 't' -> stack.add(List.copyOf(popToMark()));
      case 0x85 -> stack.add(List.copyOf(popLast(1)));
      case 0x86 -> stack.add(List.copyOf(popLast(2)));
      case 0x87 -> stack.add(List.copyOf(popLast(3)));
      case 'a' -> append(popLast(1));
      case 'e' -> append(popToMark());
      case 's' -> setItems(popLast(2));
      case 'u' -> setItems(popToMark());
      case 'q' -> memo.put((long) in.unsignedByte(), top());
      case 'r' -> memo.put(in.unsignedInt(), top());
      case 0x94 -> memo.put((long) memo.size(), top());
      case 'h' -> stack.add(recall(in.unsignedByte()));
      case 'j' -> stack.add(recall(in.unsignedInt()));
      case 'c' -> stack.add(global(in.line(), in.line()));
      case 0x93 -> stackGlobal();
      case 'Q' -> storage();
      case 'R' -> reduce();
      case 'b' -> setState();
      default -> throw refused("operation 0x%02x".formatted(operation));
    }
  }

  private UserError refused(String what) {
    return in.error(
        "has %s, which is not among what weights need; nothing was run".formatted(what));
  }

  private void checkProtocol(int protocol) {
    if (protocol > HIGHEST_PROTOCOL) {
      throw in.error("has the unknown protocol " + protocol);
    }
  }

  private int floor() {
    return marks.isEmpty() ? 0 : marks.peek();
  }

  private List<Object> popFrom(int start) {
    List<Object> tail = stack.subList(start, stack.size());
    List<Object> popped = new ArrayList<>(tail);
    tail.clear();
    return popped;
  }

  private List<Object> popLast(int count) {
    if (stack.size() - count < floor()) {
      throw in.error("takes more than there is on the stack");
    }
    return popFrom(stack.size() - count);
  }

  private List<Object> popToMark() {
    if (marks.isEmpty()) {
      throw in.error("takes up to a mark that is not there");
    }
    return popFrom(marks.pop());
  }

  private Object pop() {
    return popLast(1).get(0);
  }

  private Object top() {
    if (stack.size() == floor()) {
      throw in.error("takes more than there is on the stack");
    }
    return stack.get(stack.size() - 1);
  }

  private Object recall(long key) {
    Object value = memo.get(key);
    if (value == null) {
      throw in.error("recalls %d, which was not stored".formatted(key));
    }
    return value;
  }

  // Lists of the machine are ArrayList where Python's are lists, and unmodifiable where tuples.
  @SuppressWarnings("unchecked")
  private void append(List<Object> values) {
    if (!(top() instanceof ArrayList)) {
      throw in.error("appends to something that is no list");
    }
    ((ArrayList<Object>) top()).addAll(values);
  }

  private void setItems(List<Object> pairs) {
    if (!(top() instanceof Map)) {
      throw in.error("sets items of something that is no dict");
    }
    PickleCalls.putAll(top(), pairs, in);
  }

  private PickleGlobal global(String module, String symbol) {
    return PickleGlobal.find(module, symbol)
        .orElseThrow(() -> refused("the name " + Untrusted.printable(module + "." + symbol)));
  }

  private void stackGlobal() {
    PickleArguments names = PickleArguments.of(popLast(2), in, "a name");
    stack.add(global(names.get(0, String.class), names.get(1, String.class)));
  }

  private void storage() {
    StorageReference storage = PickleCalls.storage(pop(), in);
    onStorage.accept(storage);
    stack.add(storage);
  }

  private void reduce() {
    List<Object> call = popLast(2);
    if (!(call.get(0) instanceof PickleGlobal function)) {
      throw refused("a call of something that is no known name");
    }
    stack.add(PickleCalls.call(function, call.get(1), in));
  }

  /**
   * An OrderedDict may carry attributes (PyTorch keeps version numbers there): they are dropped.
   */
  private void setState() {
    pop();
    if (!(top() instanceof Map)) {
      throw refused("attributes of something that is no dict");
    }
  }
}
