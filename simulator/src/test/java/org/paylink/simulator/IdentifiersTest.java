package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.account.Identifiers;

class IdentifiersTest {
  @Test
  void identifiersShareNoLongPieceWithEachOther() {
    Identifiers identifiers = new Identifiers(1, new HashMap<>());
    Set<String> pieces = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      String id = identifiers.next("x_", 30);
      Set<String> own = new HashSet<>();
      for (int at = 2; at + 8 <= id.length(); at++) {
        own.add(id.substring(at, at + 8));
      }
      assertThat(pieces).doesNotContainAnyElementsOf(own);
      pieces.addAll(own);
    }
  }
}
