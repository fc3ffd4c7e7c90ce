package org.paylink.contract;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.contract.LedgerFixture.GlEntry;
import org.paylink.host.Document;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.Posted;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Reversible;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/** What the cases of {@link LedgerContract} share. */
final class LedgerBench {
  static final String INVOICE_PAID = "INVOICE_PAID";

  private final LedgerFixture fixture;

  LedgerBench(LedgerFixture fixture) {
    this.fixture = fixture;
  }

  LedgerFixture fixture() {
    return fixture;
  }

  static Money usd(String major) {
    return Money.ofMajor("USD", major);
  }

  Optional<Document> find(Subject subject) {
    return fixture.records().unit(unit -> fixture.ledger().document(unit, subject));
  }

  Document document(Subject subject) {
    return find(subject).orElseThrow(() -> new AssertionError("no document " + subject));
  }

  List<Subject> related(Subject subject) {
    return fixture.records().unit(unit -> fixture.ledger().related(unit, subject));
  }

  void isOpen(Subject subject, String major) {
    Check.equal("open of " + subject, Optional.of(usd(major)), document(subject).open());
  }

  String reserve() {
    return fixture.ledger().reservePaymentId();
  }

  /** A request to post and apply, under a new payment id. */
  PostingRequest receipt(Subject subject, Money amount) {
    return receipt(reserve(), subject, amount, true);
  }

  PostingRequest receipt(String paymentId, Subject subject, Money amount, boolean apply) {
    return new PostingRequest(
        paymentId,
        subject,
        apply,
        amount,
        Instant.now().minusSeconds(5).truncatedTo(ChronoUnit.MILLIS),
        "pi_" + "x".repeat(40) + paymentId,
        "CONTRACT",
        fixture.paymentMethodId(),
        own("L", paymentId),
        Optional.of(own("A", paymentId)),
        true,
        Optional.empty());
  }

  /** An id of ours, of at most 20 characters, as different from others as the payment's is. */
  private static String own(String letter, String paymentId) {
    return letter + paymentId.substring(Math.max(0, paymentId.length() - 19));
  }

  /** Posts in a unit of its own, the document locked as core does it. */
  Posted post(PostingRequest request) throws LedgerException {
    try {
      return fixture.records().unit(unit -> postIn(unit, request));
    } catch (Refused e) {
      throw e.reason;
    }
  }

  /** Posts in the unit; the refusal leaves it as {@link Refused}. */
  Posted postIn(Unit unit, PostingRequest request) {
    try {
      fixture.ledger().lock(unit, request.subject());
      return fixture.ledger().post(unit, request);
    } catch (LedgerException e) {
      throw new Refused(e);
    }
  }

  Posted postApplied(Subject subject, String major) throws LedgerException {
    return post(receipt(subject, usd(major)));
  }

  Optional<Posted> posted(String paymentId) {
    return fixture.records().unit(unit -> fixture.ledger().posted(unit, paymentId));
  }

  /** The payment is stored as received, from the payer to the organization, with our ids on it. */
  void isReceived(PostingRequest request) {
    Map<String, String> facts = fixture.paymentFacts(request.paymentId());
    Check.equal("type", "CUSTOMER_PAYMENT", facts.get("paymentTypeId"));
    Check.equal("status", "PMNT_RECEIVED", facts.get("statusId"));
    BigDecimal amount = new BigDecimal(facts.getOrDefault("amount", "0"));
    Check.sameNumber("amount", request.amount().major(), amount);
    Check.equal("currency", request.amount().currency(), facts.get("currencyUomId"));
    Check.equal(
        "payer", document(request.subject()).payerPartyId().orElse(null), facts.get("partyIdFrom"));
    Check.equal("payee", request.subject().organizationPartyId(), facts.get("partyIdTo"));
    Check.equal("link", request.linkId(), facts.get("paymentLinkId"));
    Check.equal("attempt", request.attemptId().orElse(null), facts.get("paymentAttemptId"));
    Check.holds(
        "reference", request.externalRef().startsWith(facts.getOrDefault("paymentRefNum", "?")));
  }

  /** Debits equal credits, all posted to real accounts, and one account took in the amount. */
  void isBooked(String paymentId, Money amount) {
    List<GlEntry> entries = fixture.glEntries(paymentId);
    Check.holds("there are entries", !entries.isEmpty());
    Check.holds("all are posted", entries.stream().allMatch(GlEntry::posted));
    Map<String, Money> net = new HashMap<>();
    for (GlEntry entry : entries) {
      Money signed = entry.debit() ? entry.amount() : usd("0").minus(entry.amount());
      net.merge(entry.glAccountId().orElseThrow(), signed, Money::plus);
    }
    Check.equal("balance", usd("0"), net.values().stream().reduce(usd("0"), Money::plus));
    List<Money> debits = net.values().stream().filter(Money::isPositive).toList();
    Check.equal("debited in all", List.of(amount), debits);
  }

  /** Reverses in a unit of its own, the document locked as core does it. */
  void reverse(PostingRequest request) throws LedgerException {
    try {
      fixture.records().run(unit -> reverseIn(unit, request));
    } catch (Refused e) {
      throw e.reason;
    }
  }

  /** Reverses in the unit; the refusal leaves it as {@link Refused}. */
  void reverseIn(Unit unit, PostingRequest request) {
    try {
      fixture.ledger().lock(unit, request.subject());
      fixture.ledger().reverse(unit, request.subject(), request.paymentId());
    } catch (LedgerException e) {
      throw new Refused(e);
    }
  }

  Reversible reversible(PostingRequest request) {
    return fixture.records().unit(unit -> fixture.ledger().reversible(unit, request.paymentId()));
  }

  /** The payment is there and void; its entries are posted, and come to nothing on each account. */
  void isReversed(PostingRequest request) {
    String paymentId = request.paymentId();
    Check.equal("status", "PMNT_VOID", fixture.paymentFacts(paymentId).get("statusId"));
    Check.equal(
        "posted",
        Optional.of(new Posted(paymentId, usd("0"), usd("0"), List.of())),
        posted(paymentId));
    Check.equal("applied", usd("0"), fixture.appliedToInvoices(paymentId));
    Check.equal("again", Reversible.ALREADY, reversible(request));
    Map<String, Money> net = new HashMap<>();
    for (GlEntry entry : fixture.glEntries(paymentId)) {
      Check.holds("is posted", entry.posted());
      Money signed = entry.debit() ? entry.amount() : usd("0").minus(entry.amount());
      net.merge(entry.glAccountId().orElseThrow(), signed, Money::plus);
    }
    Check.holds("entries stay", !net.isEmpty());
    Check.holds(
        "nothing is left on any account: " + net, net.values().stream().allMatch(Money::isZero));
  }

  /** Neither a payment nor an entry is there under the id. */
  void isNothing(String paymentId) {
    Check.equal("payment", Map.of(), fixture.paymentFacts(paymentId));
    Check.equal("entries", List.of(), fixture.glEntries(paymentId));
    Check.equal("posted", Optional.empty(), posted(paymentId));
  }

  /** Carries a refusal out of a unit, whose work may not throw it. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final LedgerException reason;

    Refused(LedgerException reason) {
      super(reason);
      this.reason = reason;
    }

    LedgerException reason() {
      return reason;
    }
  }
}
