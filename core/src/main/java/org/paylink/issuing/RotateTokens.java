package org.paylink.issuing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Lifecycle;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Gives open links new addresses, made with the current token key. The old addresses stop working,
 * so customers have to be sent the new ones: for when a key or an address fell into wrong hands.
 * Checkouts under way are not touched; they come back as they were begun.
 */
public final class RotateTokens {
  /** Links done at most by one call. */
  public static final int MOST = 200;

  private final Host host;
  private final LinkUrls urls;

  /** For a host. */
  public RotateTokens(Host host, LinkUrls urls) {
    this.host = host;
    this.urls = urls;
  }

  /**
   * What was done.
   *
   * @param linkIds links with a new address
   * @param more whether there are links left with addresses of older keys
   */
  public record Rotated(List<String> linkIds, boolean more) {}

  /**
   * Gives one open link a new address, whatever key its address was made with.
   *
   * @throws PaylinkException PERMISSION_MISSING, LINK_UNKNOWN, LINK_ALREADY_CLOSED,
   *     TOKEN_KEY_MISSING
   */
  public Rotated rotate(String linkId, Actor actor) {
    actor.require(Permission.ADMIN);
    PaymentLink link = host.records().unit(unit -> Links.require(unit, linkId));
    if (!rotate(link, Long.MAX_VALUE, actor)) {
      throw new PaylinkException(Problem.LINK_ALREADY_CLOSED, Map.of("linkId", link.id()));
    }
    return new Rotated(List.of(link.id()), false);
  }

  /**
   * Gives open links whose addresses were made with older keys than the current one new ones, the
   * oldest key first, at most {@link #MOST} of them.
   *
   * @throws PaylinkException PERMISSION_MISSING, TOKEN_KEY_MISSING
   */
  public Rotated rotateOld(Actor actor) {
    actor.require(Permission.ADMIN);
    long current = urls.currentVersion();
    List<Row> rows = host.records().unit(unit -> unit.list(old(current).limit(MOST)));
    List<String> done = new ArrayList<>();
    for (PaymentLink link : rows.stream().map(PaymentLink::of).toList()) {
      if (rotate(link, current, actor)) {
        done.add(link.id());
      }
    }
    boolean more = host.records().unit(unit -> !unit.list(old(current).limit(1)).isEmpty());
    return new Rotated(List.copyOf(done), more);
  }

  private static Query old(long current) {
    return Query.from(PaymentLink.ENTITY)
        .equal("lifecycle", Lifecycle.OPEN.name())
        .atMost("tokenKeyVersion", current - 1)
        .orderBy("tokenKeyVersion");
  }

  /** False when the link was closed meanwhile, or has a key that isn't older any more. */
  private boolean rotate(PaymentLink found, long olderThan, Actor actor) {
    long version = urls.currentVersion();
    byte[] key = urls.key(version);
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              Links.lockSubject(unit, found.subject());
              PaymentLink link = Links.lock(unit, found.id());
              if (!link.lifecycle().isOpen() || link.tokenKeyVersion() >= olderThan) {
                return false;
              }
              replace(unit, link, version, key);
              History.add(
                  unit,
                  link.id(),
                  HistoryEvent.ADDRESS_CHANGED,
                  actor.userLoginId(),
                  now,
                  Map.of("version", Long.toString(version)));
              return true;
            });
  }

  private static void replace(Unit unit, PaymentLink link, long version, byte[] key) {
    for (Row old : unit.list(Query.from("PaymentLinkToken").equal("paymentLinkId", link.id()))) {
      unit.delete("PaymentLinkToken", Map.of("tokenHash", old.text("tokenHash")));
    }
    long sequence = link.tokenSequence() + 1;
    String token = LinkTokens.token(key, link.id(), sequence);
    unit.insert(
        "PaymentLinkToken",
        Map.of("tokenHash", LinkTokens.hash(token), "paymentLinkId", link.id()));
    unit.update(
        PaymentLink.ENTITY,
        Links.key(link.id()),
        Map.of("tokenKeyVersion", version, "tokenSequence", sequence));
  }
}
