package org.paylink.link;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Unit;

/** Finds and changes what is stored of links. What changes a link holds its lock. */
public final class Links {
  private static final String SUBJECT = "PaymentSubject";
  private static final int LONGEST_ID = 20;

  private Links() {}

  /** The link with this id. */
  public static Optional<PaymentLink> find(Unit unit, String linkId) {
    return unit.find(PaymentLink.ENTITY, key(linkId)).map(PaymentLink::of);
  }

  /** The link a token opens. */
  public static Optional<PaymentLink> byToken(Unit unit, String token) {
    return unit.find("PaymentLinkToken", Map.of("tokenHash", LinkTokens.hash(token)))
        .flatMap(row -> find(unit, row.text("paymentLinkId")));
  }

  /** All links of a subject, the newest first. */
  public static List<PaymentLink> ofSubject(Unit unit, Subject subject) {
    return unit
        .list(
            bySubject(Query.from(PaymentLink.ENTITY), subject)
                .orderBy("-createdDate")
                .orderBy("-paymentLinkId"))
        .stream()
        .map(PaymentLink::of)
        .toList();
  }

  /**
   * Links that a party pays, on account or for a document, the newest first.
   *
   * @param open whether those that may start checkouts are wanted, or all others
   */
  public static List<PaymentLink> ofPayer(Unit unit, String partyId, boolean open, int most) {
    List<String> lifecycles =
        Arrays.stream(Lifecycle.values())
            .filter(lifecycle -> lifecycle.isOpen() == open)
            .map(Lifecycle::name)
            .toList();
    return unit
        .list(
            Query.from(PaymentLink.ENTITY)
                .equal("payerPartyId", partyId)
                .anyOf("lifecycle", lifecycles)
                .orderBy("-createdDate")
                .orderBy("-paymentLinkId")
                .limit(most))
        .stream()
        .map(PaymentLink::of)
        .toList();
  }

  /** Locks a subject, which is what every change of its links and money does first. */
  public static void lockSubject(Unit unit, Subject subject) {
    if (!unit.lock(SUBJECT, subject.fields())) {
      Map<String, Object> row = new HashMap<>(subject.fields());
      row.put("lockStamp", 1L);
      // Two units that get here at once conflict on the key, and the loser runs again and finds the
      // row.
      unit.insert(SUBJECT, row);
    }
  }

  /**
   * The link with this id.
   *
   * @param linkId as a person gave it; may be anything
   * @throws PaylinkException LINK_UNKNOWN
   */
  public static PaymentLink require(Unit unit, String linkId) {
    String shown = linkId.length() > LONGEST_ID ? linkId.substring(0, LONGEST_ID) + "…" : linkId;
    return find(unit, linkId)
        .orElseThrow(() -> new PaylinkException(Problem.LINK_UNKNOWN, Map.of("linkId", shown)));
  }

  /** Locks a link and reads it afresh. The subject is locked already. */
  public static PaymentLink lock(Unit unit, String linkId) {
    unit.lock(PaymentLink.ENTITY, key(linkId));
    return find(unit, linkId).orElseThrow(() -> new IllegalStateException("no link " + linkId));
  }

  /** The gateway accounts a link's customer may use, in order. */
  public static List<String> accountsOf(Unit unit, String linkId) {
    return unit
        .list(
            Query.from("PaymentLinkGateway").equal("paymentLinkId", linkId).orderBy("sequenceNum"))
        .stream()
        .map(row -> row.text("gatewayAccountId"))
        .toList();
  }

  /** Attempts of a link, the oldest first. */
  public static List<PaymentAttempt> attemptsOf(Unit unit, String linkId) {
    return unit
        .list(
            Query.from(PaymentAttempt.ENTITY)
                .equal("paymentLinkId", linkId)
                .orderBy("createdDate")
                .orderBy("paymentAttemptId"))
        .stream()
        .map(PaymentAttempt::of)
        .toList();
  }

  /** Attempts of all links of a subject that may still bring money. */
  public static List<PaymentAttempt> liveAttemptsOf(Unit unit, Subject subject) {
    return unit
        .list(
            bySubject(Query.from(PaymentAttempt.ENTITY), subject)
                .anyOf("state", List.of("STARTING", "PAYABLE", "PENDING")))
        .stream()
        .map(PaymentAttempt::of)
        .toList();
  }

  /**
   * The charge that a gateway's references name; receipts are found by each of them.
   *
   * @param references such as a payment's and its charge's id, the one receipts are known by first
   */
  public static Optional<PaymentReceipt> receiptByGatewayPayment(
      Unit unit, String gatewayAccountId, List<String> references) {
    return references.stream()
        .flatMap(
            reference ->
                Stream.of("externalRef", "chargeRef")
                    .flatMap(field -> charges(unit, gatewayAccountId, field, reference)))
        .findFirst();
  }

  private static Stream<PaymentReceipt> charges(
      Unit unit, String gatewayAccountId, String field, String reference) {
    return unit
        .list(
            Query.from(PaymentReceipt.ENTITY)
                .equal(field, reference)
                .equal("gatewayAccountId", gatewayAccountId)
                .equal("receiptType", ReceiptType.CHARGE.name())
                .limit(1))
        .stream()
        .map(PaymentReceipt::of);
  }

  /** Receipts of a link, the oldest first. */
  public static List<PaymentReceipt> receiptsOf(Unit unit, String linkId) {
    return unit
        .list(
            Query.from(PaymentReceipt.ENTITY).equal("paymentLinkId", linkId).orderBy("occurredAt"))
        .stream()
        .map(PaymentReceipt::of)
        .toList();
  }

  /** Postings of a link. */
  public static List<PaymentPosting> postingsOf(Unit unit, String linkId) {
    return postings(unit, Query.from(PaymentPosting.ENTITY).equal("paymentLinkId", linkId));
  }

  /**
   * What has been received for a subject and is to be applied to it, but isn't in the ledger yet.
   */
  public static Money unposted(Unit unit, Subject subject, String currency) {
    return postings(
            unit,
            bySubject(Query.from(PaymentPosting.ENTITY), subject)
                .equal("state", PostingState.PENDING.name()))
        .stream()
        .filter(posting -> posting.apply() && posting.amount().currency().equals(currency))
        .map(PaymentPosting::amount)
        .reduce(Money.zero(currency), Money::plus);
  }

  /** The facts a link's status depends on, as stored now. */
  public static StatusRule.Facts facts(Unit unit, PaymentLink link) {
    String currency = link.amount().currency();
    List<PaymentReceipt> receipts =
        receiptsOf(unit, link.id()).stream()
            .filter(receipt -> receipt.amount().currency().equals(currency))
            .toList();
    return new StatusRule.Facts(
        link.lifecycle(),
        link.amount(),
        sum(receipts.stream(), currency),
        gone(receipts, currency, ReceiptType.REFUND, ReceiptType.REFUND_FAILED),
        gone(receipts, currency, ReceiptType.DISPUTE, ReceiptType.DISPUTE_REVERSED),
        Refunds.disputesOf(unit, link.id()).stream().anyMatch(each -> !each.state().isOver()),
        sum(receipts.stream().filter(receipt -> receipt.key().type().isByHand()), currency),
        PaymentExceptions.openOf(unit, link.id()).stream().anyMatch(e -> e.kind().holdsLink()),
        attemptsOf(unit, link.id()),
        firstOpened(unit, link.id()).isPresent(),
        Deliveries.isSent(unit, link.id()));
  }

  /** When a person first opened the link's page. */
  public static Optional<Instant> firstOpened(Unit unit, String linkId) {
    return unit
        .list(
            Query.from("PaymentLinkClick")
                .equal("paymentLinkId", linkId)
                .equal("visitorKind", "PERSON")
                .orderBy("clickedAt")
                .limit(1))
        .stream()
        .findFirst()
        .flatMap(row -> row.moment("clickedAt"));
  }

  /** Stores what is derived, so that lists can filter by it. */
  public static void refresh(Unit unit, String linkId) {
    PaymentLink link = find(unit, linkId).orElseThrow();
    StatusRule.Facts facts = facts(unit, link);
    unit.update(
        PaymentLink.ENTITY,
        key(linkId),
        Map.of(
            "status", StatusRule.derive(facts).name(),
            "amountReceived", facts.received().major()));
  }

  /** The key of a link. */
  public static Map<String, Object> key(String linkId) {
    return Map.of("paymentLinkId", linkId);
  }

  /** What went back by movements of one type, less what came again by those of another. */
  private static Money gone(
      List<PaymentReceipt> receipts, String currency, ReceiptType out, ReceiptType again) {
    Money nothing = Money.zero(currency);
    return nothing.minus(
        sum(
            receipts.stream().filter(each -> Set.of(out, again).contains(each.key().type())),
            currency));
  }

  private static Money sum(Stream<PaymentReceipt> receipts, String currency) {
    return receipts.map(PaymentReceipt::signed).reduce(Money.zero(currency), Money::plus);
  }

  private static List<PaymentPosting> postings(Unit unit, Query query) {
    return unit.list(query).stream().map(PaymentPosting::of).flatMap(Optional::stream).toList();
  }

  private static Query bySubject(Query query, Subject subject) {
    return query
        .equal("organizationPartyId", subject.organizationPartyId())
        .equal("subjectType", subject.type().name())
        .equal("subjectId", subject.id());
  }
}
