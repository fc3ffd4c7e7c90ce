package org.paylink.privacy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.History;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.records.Query;
import org.paylink.records.Row;

/** Looks whether histories are as they were written: no entry changed, none missing in between. */
public final class VerifyHistory {
  /** Links looked at by one call at most. */
  public static final int MOST = 500;

  private final Host host;

  /** For a host. */
  public VerifyHistory(Host host) {
    this.host = host;
  }

  /** A link whose history isn't as it was written, from the entry of this number on. */
  public record Broken(String linkId, long sequence) {}

  /**
   * What was found.
   *
   * @param checked links looked at
   * @param broken links whose history was changed
   * @param next where to go on; absent when that were all
   */
  public record Verified(int checked, List<Broken> broken, Optional<String> next) {}

  /**
   * One link's history.
   *
   * @throws org.paylink.problem.PaylinkException PERMISSION_MISSING, LINK_UNKNOWN
   */
  public Verified verify(String linkId, Actor actor) {
    actor.require(Permission.ADMIN);
    return host.records()
        .unit(
            unit -> {
              PaymentLink link = Links.require(unit, linkId);
              List<Broken> broken =
                  History.firstBroken(unit, link.id()).stream()
                      .map(sequence -> new Broken(link.id(), sequence))
                      .toList();
              return new Verified(1, broken, Optional.empty());
            });
  }

  /**
   * Histories of the next links by id.
   *
   * @param from the id to begin with, as {@link Verified#next} said; absent for the first
   */
  public Verified verifyFrom(Optional<String> from, Actor actor) {
    actor.require(Permission.ADMIN);
    Query query = Query.from(PaymentLink.ENTITY).orderBy("paymentLinkId").limit(MOST + 1);
    from.ifPresent(id -> query.atLeast("paymentLinkId", id));
    List<String> ids =
        host.records().<List<Row>>unit(unit -> unit.list(query)).stream()
            .map(row -> row.text("paymentLinkId"))
            .toList();
    List<Broken> broken = new ArrayList<>();
    List<String> now = ids.subList(0, Math.min(MOST, ids.size()));
    for (String id : now) {
      Optional<Long> sequence = host.records().unit(unit -> History.firstBroken(unit, id));
      sequence.ifPresent(number -> broken.add(new Broken(id, number)));
    }
    return new Verified(
        now.size(),
        List.copyOf(broken),
        ids.size() > MOST ? Optional.of(ids.get(MOST)) : Optional.empty());
  }
}
