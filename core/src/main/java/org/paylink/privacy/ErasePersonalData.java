package org.paylink.privacy;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.checkout.FrozenRequest;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PostingState;
import org.paylink.link.SearchTerms;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Erases what Paylink itself knows of a person: recipients, words about the purpose, bodies of
 * notifications, clicks, and the personal part of histories. What the law wants kept stays:
 * amounts, dates, references of the money, who of the staff did what; so does the chain of the
 * history, because personal data is no part of it. The person's party is the host's to erase.
 */
public final class ErasePersonalData {
  private static final String EVENT = "GatewayEvent";

  private final Host host;

  /** For a host. */
  public ErasePersonalData(Host host) {
    this.host = host;
  }

  /**
   * Erases it, link by link; repeating it does no harm.
   *
   * @param partyId the payer; may be anything
   * @return links it was erased from
   * @throws PaylinkException PERMISSION_MISSING; ERASURE_LINK_OPEN while a link can still be paid;
   *     ERASURE_MONEY_UNDER_WAY while a checkout, a posting or an exception is open. Nothing was
   *     erased then
   */
  public int erase(String partyId, Actor actor) {
    actor.require(Permission.ADMIN);
    List<PaymentLink> links =
        host.records()
            .unit(
                unit -> {
                  List<PaymentLink> all = of(unit, partyId);
                  all.forEach(link -> requireDone(unit, link));
                  return all;
                });
    Instant now = host.clock().instant();
    for (PaymentLink link : links) {
      host.records()
          .run(
              unit -> {
                Links.lockSubject(unit, link.subject());
                PaymentLink locked = Links.lock(unit, link.id());
                requireDone(unit, locked);
                erase(unit, locked, actor, now);
              });
    }
    return links.size();
  }

  private static List<PaymentLink> of(Unit unit, String partyId) {
    if (partyId.isBlank()) {
      return List.of();
    }
    return unit
        .list(Query.from(PaymentLink.ENTITY).equal("payerPartyId", partyId).orderBy("createdDate"))
        .stream()
        .map(PaymentLink::of)
        .toList();
  }

  private static void requireDone(Unit unit, PaymentLink link) {
    Map<String, String> facts = Map.of("linkId", link.id());
    boolean underWay =
        Links.attemptsOf(unit, link.id()).stream().anyMatch(each -> each.state().isLive())
            || Links.postingsOf(unit, link.id()).stream()
                .anyMatch(
                    each ->
                        each.state() == PostingState.PENDING || each.state() == PostingState.HELD)
            || !PaymentExceptions.openOf(unit, link.id()).isEmpty();
    if (underWay) {
      throw new PaylinkException(Problem.ERASURE_MONEY_UNDER_WAY, facts);
    }
    if (link.lifecycle().isOpen()) {
      throw new PaylinkException(Problem.ERASURE_LINK_OPEN, facts);
    }
  }

  private static void erase(Unit unit, PaymentLink link, Actor actor, Instant now) {
    Map<String, Object> words = new HashMap<>();
    words.put("purpose", link.documentNumber());
    words.put("internalName", null);
    words.put("closeReason", null);
    unit.update(PaymentLink.ENTITY, Links.key(link.id()), words);
    SearchTerms.replace(unit, link.id(), List.of(link.documentNumber()));
    for (PaymentAttempt attempt : Links.attemptsOf(unit, link.id())) {
      eraseAttempt(unit, attempt);
    }
    eraseDeliveries(unit, link, now);
    Query clicks = Query.from("PaymentLinkClick").equal("paymentLinkId", link.id());
    for (Row click : unit.list(clicks)) {
      unit.delete(click.entity(), Map.of("clickId", click.text("clickId")));
    }
    History.erasePersonal(unit, link.id());
    History.add(
        unit, link.id(), HistoryEvent.PERSONAL_DATA_ERASED, actor.userLoginId(), now, Map.of());
    Links.refresh(unit, link.id());
  }

  /** What the customer was sent, or was to be; notes to the link's owner are about staff. */
  private static void eraseDeliveries(Unit unit, PaymentLink link, Instant now) {
    Map<String, Object> without = new HashMap<>();
    for (String field :
        List.of(
            "recipient", "recipientName", "recipientPartyId", "subject", "messageText", "answer")) {
      without.put(field, null);
    }
    for (Delivery each : Deliveries.ofLink(unit, link.id())) {
      if (each.kind() != DeliveryKind.OWNER_NOTICE) {
        unit.update(Delivery.ENTITY, Map.of("deliveryId", each.id()), without);
        withdraw(unit, each, now);
      }
    }
  }

  /** A mail that still waits has nobody to go to any more. Its side effect has the same key. */
  private static void withdraw(Unit unit, Delivery delivery, Instant now) {
    unit.update(
        Delivery.ENTITY,
        Map.of("deliveryId", delivery.id(), "state", DeliveryState.QUEUED.name()),
        Map.of("state", DeliveryState.NOT_SENT.name(), "reason", DeliveryReason.NO_ADDRESS.name()));
    unit.update(
        Outbox.ENTITY,
        Map.of("outboxId", delivery.id(), "state", "WAITING"),
        Map.of("state", "DONE", "doneAt", now));
  }

  private static void eraseAttempt(Unit unit, PaymentAttempt attempt) {
    Map<String, Object> words = new HashMap<>();
    words.put("frozenRequest", FrozenRequest.of(attempt).withoutWords().toJson());
    // What the browser was to post to the gateway names the purpose too; an ended one needs it no
    // more.
    words.put("sessionFields", null);
    unit.update(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", attempt.id()), words);
    eraseBodies(unit, Query.from(EVENT).equal("paymentAttemptId", attempt.id()));
    Optional<String> session = attempt.sessionId();
    session.ifPresent(id -> eraseBodies(unit, Query.from(EVENT).equal("sessionId", id)));
  }

  private static void eraseBodies(Unit unit, Query events) {
    Map<String, Object> without = Map.of("bodyKept", "N", "rawBody", new byte[0]);
    for (Row event : unit.list(events)) {
      unit.update(
          EVENT,
          Map.of(
              "gatewayAccountId", event.text("gatewayAccountId"),
              "externalEventId", event.text("externalEventId")),
          without);
    }
  }
}
