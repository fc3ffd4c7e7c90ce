package org.paylink.link;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.paylink.records.Unit;

/**
 * Moves a link along the lifecycle table, with everything that goes with it: history, status,
 * sessions to be closed.
 */
public final class Closing {
  private Closing() {}

  /**
   * Why a link closes.
   *
   * @param to where it goes
   * @param actor who does it
   * @param why in the person's own words; personal, kept outside the history's hash
   * @param successorId the link that replaces it
   */
  public record Reason(
      Lifecycle to, String actor, Optional<String> why, Optional<String> successorId) {

    /** A reason without more words. */
    public static Reason of(Lifecycle to, String actor) {
      return new Reason(to, actor, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Closes a link. The caller holds the subject's and the link's lock and read the link after that.
   *
   * @param outboxIds new ids for the outbox
   */
  public static Transition close(
      Unit unit, PaymentLink link, Reason reason, Instant now, Supplier<String> outboxIds) {
    Transition transition = LifecycleTable.ask(link.lifecycle(), reason.to());
    if (transition instanceof Transition.Applied) {
      store(unit, link, reason, now);
      closeSessions(unit, link, reason.to(), now, outboxIds);
      History.add(
          unit,
          link.id(),
          HistoryEvent.valueOf(reason.to().name()),
          reason.actor(),
          now,
          reason.successorId().map(id -> Map.of("successor", id)).orElse(Map.of()),
          reason.why().map(why -> Map.of("reason", why)).orElse(Map.of()));
      if (reason.to() == Lifecycle.EXPIRED) {
        Deliveries.tellOwner(unit, link, Occasion.EXPIRED, "end", Optional.empty(), now);
      }
      if (reason.to() == Lifecycle.FULFILLED) {
        // What it asks has come, so nobody has to look at the tries that failed before.
        PaymentExceptions.resolve(
            unit,
            ExceptionKind.TOO_MANY_ATTEMPTS,
            link.id(),
            Optional.of(link.id()),
            reason.actor(),
            "The link is paid.",
            now);
      }
      Links.refresh(unit, link.id());
    }
    return transition;
  }

  /**
   * Opens a fulfilled link again, because what fulfilled it was undone. The caller holds the locks.
   */
  public static PaymentLink reopen(Unit unit, PaymentLink link, String actor, Instant now) {
    Map<String, Object> expected = new HashMap<>(Links.key(link.id()));
    expected.put("lifecycle", Lifecycle.FULFILLED.name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("lifecycle", Lifecycle.OPEN.name());
    changes.put("closedAt", null);
    changes.put("closedByUserLogin", null);
    changes.put("closeReason", null);
    if (unit.update(PaymentLink.ENTITY, expected, changes) != 1) {
      throw new IllegalStateException("link " + link.id() + " is not fulfilled");
    }
    History.add(unit, link.id(), HistoryEvent.REOPENED, actor, now, Map.of());
    Links.refresh(unit, link.id());
    return Links.find(unit, link.id()).orElseThrow();
  }

  private static void store(Unit unit, PaymentLink link, Reason reason, Instant now) {
    Map<String, Object> expected = new HashMap<>(Links.key(link.id()));
    expected.put("lifecycle", link.lifecycle().name());
    Map<String, Object> changes = new HashMap<>();
    changes.put("lifecycle", reason.to().name());
    changes.put("closedAt", now);
    changes.put("closedByUserLogin", reason.actor());
    changes.put("closeReason", reason.why().orElse(null));
    changes.put("successorLinkId", reason.successorId().orElse(null));
    if (unit.update(PaymentLink.ENTITY, expected, changes) != 1) {
      throw new IllegalStateException("link " + link.id() + " changed without its lock");
    }
  }

  private static void closeSessions(
      Unit unit, PaymentLink link, Lifecycle to, Instant now, Supplier<String> outboxIds) {
    if (to == Lifecycle.EXPIRED) {
      // A checkout begun in time may finish; the gateway ends its session by itself.
      return;
    }
    for (PaymentAttempt attempt : Links.attemptsOf(unit, link.id())) {
      // One that is being taken is not closed in between; whoever takes it has to know what came of
      // it.
      if (attempt.mayBeClosed()) {
        Outbox.add(unit, outboxIds.get(), Outbox.Kind.CLOSE_SESSION, link.id(), attempt.id(), now);
      }
    }
  }
}
