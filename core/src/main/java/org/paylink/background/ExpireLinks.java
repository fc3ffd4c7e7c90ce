package org.paylink.background;

import java.time.Instant;
import java.util.List;
import org.paylink.host.Host;
import org.paylink.link.Closing;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentLink;
import org.paylink.records.Query;
import org.paylink.records.Row;

/** Closes links whose validity has ended. */
public final class ExpireLinks {
  private final Host host;

  /** For a host. */
  public ExpireLinks(Host host) {
    this.host = host;
  }

  /** Closes what is due, the oldest first. */
  public void expireDue(int most) {
    Instant now = host.clock().instant();
    List<Row> due =
        host.records()
            .unit(
                unit ->
                    unit.list(
                        Query.from(PaymentLink.ENTITY)
                            .equal("lifecycle", Lifecycle.OPEN.name())
                            .atMost("expiresAt", now)
                            .orderBy("expiresAt")
                            .limit(most)));
    EachAlone.of("links", due, row -> expire(PaymentLink.of(row), now));
  }

  private void expire(PaymentLink due, Instant now) {
    host.records()
        .run(
            unit -> {
              Links.lockSubject(unit, due.subject());
              PaymentLink link = Links.lock(unit, due.id());
              if (link.isExpiredAt(now)) {
                Closing.close(
                    unit,
                    link,
                    Closing.Reason.of(Lifecycle.EXPIRED, "<paylink>"),
                    now,
                    () -> host.identifiers().next(Outbox.ENTITY));
              }
            });
  }
}
