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
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PaymentRefund;
import org.paylink.link.PostingState;
import org.paylink.link.Refunds;
import org.paylink.link.SearchTerms;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.paylink.task.TaskKeeper;

/**
 * Erases what Paylink itself knows of a person: recipients, words about the purpose, bodies of
 * notifications, clicks, and the personal part of histories; and the words that people typed and
 * that may name anybody: references of payments confirmed by hand, resolutions of exceptions, what
 * the ledger said, notes to the owner, and the text of tasks. What the law wants kept stays:
 * amounts, dates, the gateway's references of the money, who of the staff did what; so does the
 * chain of the history, because personal data is no part of it. Where words were erased it is said
 * that and when. The person's party, and what the ledger was given, is the host's to erase.
 */
public final class ErasePersonalData {
  private static final String EVENT = "GatewayEvent";
  private static final List<String> WORDS = List.of("subject", "messageText", "answer");
  private static final List<String> WORDS_AND_RECIPIENT =
      List.of("recipient", "recipientName", "recipientPartyId", "subject", "messageText", "answer");

  private final Host host;
  private final TaskKeeper tasks;

  /** For a host. */
  public ErasePersonalData(Host host) {
    this.host = host;
    this.tasks = new TaskKeeper(host);
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
            || Refunds.ofLink(unit, link.id()).stream().anyMatch(each -> each.state().isUndecided())
            || Refunds.disputesOf(unit, link.id()).stream().anyMatch(each -> !each.state().isOver())
            || !PaymentExceptions.openOf(unit, link.id()).isEmpty();
    if (underWay) {
      throw new PaylinkException(Problem.ERASURE_MONEY_UNDER_WAY, facts);
    }
    if (link.lifecycle().isOpen()) {
      throw new PaylinkException(Problem.ERASURE_LINK_OPEN, facts);
    }
  }

  private void erase(Unit unit, PaymentLink link, Actor actor, Instant now) {
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
    eraseReceipts(unit, link, now);
    eraseRefunds(unit, link);
    PaymentExceptions.eraseWords(unit, link.id(), now)
        .forEach(exception -> tasks.eraseText(unit, exception));
    Query clicks = Query.from("PaymentLinkClick").equal("paymentLinkId", link.id());
    for (Row click : unit.list(clicks)) {
      unit.delete(click.entity(), Map.of("clickId", click.text("clickId")));
    }
    History.erasePersonal(unit, link.id());
    History.add(
        unit, link.id(), HistoryEvent.PERSONAL_DATA_ERASED, actor.userLoginId(), now, Map.of());
    Links.refresh(unit, link.id());
  }

  /** What people typed when they paid back, and what the gateway said when it refused. */
  private static void eraseRefunds(Unit unit, PaymentLink link) {
    Map<String, Object> without = new HashMap<>();
    without.put("note", null);
    without.put("lastError", null);
    for (PaymentRefund refund : Refunds.ofLink(unit, link.id())) {
      unit.update(PaymentRefund.ENTITY, PaymentRefund.key(refund.id()), without);
    }
  }

  /** What people typed to find a payment by, and what the ledger said of it. */
  private static void eraseReceipts(Unit unit, PaymentLink link, Instant now) {
    Map<String, Object> without = new HashMap<>();
    without.put("reference", null);
    without.put("erasedAt", now);
    for (PaymentReceipt receipt : Links.receiptsOf(unit, link.id())) {
      if (receipt.reference().isPresent()) {
        unit.update(PaymentReceipt.ENTITY, receipt.key().fields(), without);
      }
    }
    Map<String, Object> unsaid = new HashMap<>();
    unsaid.put("lastError", null);
    Links.postingsOf(unit, link.id())
        .forEach(each -> unit.update(PaymentPosting.ENTITY, each.key().fields(), unsaid));
  }

  /**
   * What was sent, or was to be. Of notes to the link's owner the words go as well, because they
   * tell of the customer; whom they went to stays, because that is staff.
   */
  private static void eraseDeliveries(Unit unit, PaymentLink link, Instant now) {
    for (Delivery each : Deliveries.ofLink(unit, link.id())) {
      boolean toOwner = each.kind() == DeliveryKind.OWNER_NOTICE;
      Map<String, Object> without = new HashMap<>();
      (toOwner ? WORDS : WORDS_AND_RECIPIENT).forEach(field -> without.put(field, null));
      unit.update(Delivery.ENTITY, Map.of("deliveryId", each.id()), without);
      withdraw(unit, each, toOwner ? DeliveryReason.LINK_CLOSED : DeliveryReason.NO_ADDRESS, now);
    }
  }

  /** A mail that still waits would say it again. Its side effect has the same key. */
  private static void withdraw(Unit unit, Delivery delivery, DeliveryReason reason, Instant now) {
    unit.update(
        Delivery.ENTITY,
        Map.of("deliveryId", delivery.id(), "state", DeliveryState.QUEUED.name()),
        Map.of("state", DeliveryState.NOT_SENT.name(), "reason", reason.name()));
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
