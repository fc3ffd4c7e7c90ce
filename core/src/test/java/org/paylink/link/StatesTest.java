package org.paylink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StatesTest {
  @Test
  void theDocumentIsWhatTheTablesSay() throws IOException {
    Path document = Path.of("..", "docs", "states.md");
    assertThat(Files.readString(document)).isEqualTo(StatesDocument.text());
  }

  @Test
  void everyLifecycleStateIsInTheTable() {
    Set<Lifecycle> named =
        LifecycleTable.edges().stream()
            .flatMap(edge -> List.of(edge.from(), edge.to()).stream())
            .collect(Collectors.toSet());
    assertThat(named).isEqualTo(EnumSet.allOf(Lifecycle.class));
  }

  @Test
  void askingTwiceIsAlreadyThereAndUnknownEdgesAreRefused() {
    assertThat(LifecycleTable.ask(Lifecycle.OPEN, Lifecycle.CANCELLED))
        .isEqualTo(new Transition.Applied(Lifecycle.OPEN, Lifecycle.CANCELLED));
    assertThat(LifecycleTable.ask(Lifecycle.CANCELLED, Lifecycle.CANCELLED))
        .isEqualTo(new Transition.AlreadyThere(Lifecycle.CANCELLED));
    assertThat(LifecycleTable.ask(Lifecycle.FULFILLED, Lifecycle.EXPIRED))
        .isEqualTo(new Transition.Refused(Lifecycle.FULFILLED, Lifecycle.EXPIRED));
  }

  @Test
  void mergingFactsOfAnAttemptIgnoresTheirOrderAndRepetition() {
    for (AttemptState a : AttemptState.values()) {
      assertThat(a.merge(a)).isEqualTo(a);
      for (AttemptState b : AttemptState.values()) {
        assertThat(a.merge(b)).isEqualTo(b.merge(a));
        for (AttemptState c : AttemptState.values()) {
          assertThat(a.merge(b).merge(c)).isEqualTo(a.merge(b.merge(c)));
        }
      }
    }
  }

  @Test
  void lateExpiryDoesNotUndoAPayment() {
    assertThat(AttemptState.PAID.merge(AttemptState.EXPIRED)).isEqualTo(AttemptState.PAID);
  }
}
