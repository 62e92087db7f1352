package dev.lamina.runtime.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lamina.runtime.UserError;
import dev.lamina.runtime.session.TinyNetwork;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworksTest {
  private static final TinyNetwork TINY = new TinyNetwork();

  @Test
  void findsANetworkByItsName() {
    assertSame(TINY, new Networks(List.of(TINY)).named("Tiny"));
  }

  @Test
  void listsTheNamesForAnUnknownOne() {
    Networks networks = new Networks(List.of(TINY));
    UserError error = assertThrows(UserError.class, () -> networks.named("Tine"));
    assertEquals(
        "unknown network 'Tine', did you mean 'Tiny'?; known networks: Tiny", error.getMessage());
  }
}
