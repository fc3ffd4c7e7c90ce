package org.paylink.contract;

import static org.paylink.contract.LedgerBench.usd;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.contract.LedgerFixture.Account;
import org.paylink.contract.LedgerFixture.CreditNote;
import org.paylink.contract.LedgerFixture.GlEntry;
import org.paylink.host.Document.State;
import org.paylink.host.Ledger.LedgerException;
import org.paylink.host.Ledger.PaidBack;
import org.paylink.host.Ledger.PayBackRequest;
import org.paylink.host.Ledger.PostingRequest;
import org.paylink.host.Ledger.Treatment;
import org.paylink.host.Ledger.Way;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/** What the cases of money that goes back share. */
final class PayBackBench {
  private static final Money NOTHING = usd("0");

  private final LedgerBench bench;
  private final LedgerFixture fixture;

  PayBackBench(LedgerBench bench) {
    this.bench = bench;
    this.fixture = bench.fixture();
  }

  /** Posts a receipt and applies it to the document. */
  PostingRequest paid(Subject subject, String major) throws LedgerException {
    PostingRequest request = bench.receipt(subject, usd(major));
    bench.post(request);
    return request;
  }

  /** Posts a receipt that stays the payer's credit. */
  PostingRequest credit(Subject subject, String major) throws LedgerException {
    PostingRequest request = bench.receipt(bench.reserve(), subject, usd(major), false);
    bench.post(request);
    return request;
  }

  PayBackRequest refund(PostingRequest original, String major, Treatment treatment) {
    return request(Way.REFUND, original, usd(major), treatment);
  }

  PayBackRequest request(Way way, PostingRequest original, Money amount, Treatment treatment) {
    String paymentId = bench.reserve();
    return new PayBackRequest(
        paymentId,
        original.paymentId(),
        original.subject(),
        way,
        treatment,
        amount,
        Instant.now().minusSeconds(2).truncatedTo(ChronoUnit.MILLIS),
        "re_" + paymentId,
        original.gatewayAccountId(),
        original.paymentMethodId(),
        original.linkId());
  }

  /** Pays back in a unit of its own, the document locked as core does it. */
  PaidBack payBack(PayBackRequest request) throws LedgerException {
    try {
      return fixture.records().unit(unit -> payBackIn(unit, request));
    } catch (LedgerBench.Refused e) {
      throw e.reason();
    }
  }

  /** Pays back in the unit; the refusal leaves it as {@link LedgerBench.Refused}. */
  PaidBack payBackIn(Unit unit, PayBackRequest request) {
    try {
      fixture.ledger().lock(unit, request.subject());
      return fixture.ledger().payBack(unit, request);
    } catch (LedgerException e) {
      throw new LedgerBench.Refused(e);
    }
  }

  PaidBack payBack(PostingRequest original, String major, Treatment treatment)
      throws LedgerException {
    PayBackRequest request = refund(original, major, treatment);
    PaidBack paidBack = payBack(request);
    isStored(request, paidBack);
    return paidBack;
  }

  LedgerException isRefused(PayBackRequest request) {
    LedgerException refusal = Check.thrown(LedgerException.class, () -> payBack(request));
    bench.isNothing(request.paymentId());
    return refusal;
  }

  /** Takes a repayment back in a unit of its own. */
  void reverse(Subject subject, PaidBack paidBack) throws LedgerException {
    try {
      fixture.records().run(unit -> reverseIn(unit, subject, paidBack));
    } catch (LedgerBench.Refused e) {
      throw e.reason();
    }
  }

  void reverseIn(Unit unit, Subject subject, PaidBack paidBack) {
    try {
      fixture.ledger().lock(unit, subject);
      fixture.ledger().reverse(unit, subject, paidBack.paymentId());
    } catch (LedgerException e) {
      throw new LedgerBench.Refused(e);
    }
  }

  /** A payment of the organization's to the payer, sent, with our ids on it. */
  void isStored(PayBackRequest request, PaidBack paidBack) {
    Check.equal("id", request.paymentId(), paidBack.paymentId());
    Check.equal("amount", request.amount(), paidBack.amount());
    Map<String, String> facts = fixture.paymentFacts(request.paymentId());
    Map<String, String> original = fixture.paymentFacts(request.originalPaymentId());
    Check.equal("type", "CUSTOMER_REFUND", facts.get("paymentTypeId"));
    Check.equal("status", "PMNT_SENT", facts.get("statusId"));
    BigDecimal amount = new BigDecimal(facts.getOrDefault("amount", "0"));
    Check.sameNumber("amount", request.amount().major(), amount);
    Check.equal("currency", request.amount().currency(), facts.get("currencyUomId"));
    Check.equal("from", request.subject().organizationPartyId(), facts.get("partyIdFrom"));
    Check.equal("to", original.get("partyIdFrom"), facts.get("partyIdTo"));
    Check.equal("link", request.linkId(), facts.get("paymentLinkId"));
    Check.equal("reference", request.externalRef(), facts.get("paymentRefNum"));
  }

  /** The credit note has the amount, is the customer's, and is used up. */
  void isCredited(PostingRequest original, PaidBack paidBack, String major) {
    CreditNote note = fixture.creditNote(paidBack.creditNote().orElseThrow());
    Check.equal("credited", usd(major), note.total());
    Check.holds("used up", note.settled() && !note.cancelled());
    Check.equal(
        "customer",
        fixture.paymentFacts(original.paymentId()).get("partyIdFrom"),
        note.otherPartyId());
  }

  /** What was paid is owed again. */
  void isPayable(Subject subject, String major) {
    bench.isOpen(subject, major);
    Check.equal("state", State.PAYABLE, bench.document(subject).state());
  }

  void isSettled(Subject subject) {
    bench.isOpen(subject, "0");
    Check.equal("state", State.PAID, bench.document(subject).state());
  }

  /**
   * Everything of a payment and of what went back of it is posted, balanced, and where it belongs:
   * the clearing account holds what is left, the returns what was credited, the receivables what is
   * applied, and the rest is unapplied.
   */
  void addsUp(PostingRequest original, PaidBack... parts) {
    Money left = original.amount();
    Money credited = NOTHING;
    List<GlEntry> all = new ArrayList<>(fixture.glEntries(original.paymentId()));
    for (PaidBack part : parts) {
      left = left.minus(part.amount());
      all.addAll(fixture.glEntries(part.paymentId()));
      if (part.creditNote().isPresent()) {
        CreditNote note = fixture.creditNote(part.creditNote().get());
        credited = credited.plus(note.total());
        all.addAll(note.glEntries());
      }
    }
    Money applied = fixture.appliedToInvoices(original.paymentId());
    Map<String, Money> expected = new HashMap<>();
    expected.put(fixture.account(Account.CLEARING), left);
    expected.put(fixture.account(Account.RETURNS), credited);
    expected.put(fixture.account(Account.RECEIVABLE), NOTHING.minus(applied));
    expected.put(fixture.account(Account.UNAPPLIED), applied.minus(credited).minus(left));
    expected.values().removeIf(Money::isZero);
    Check.equal("accounts", expected, net(all));
  }

  /** Its payment is void, its credit note cancelled, and nothing of it is left on any account. */
  void isTakenBack(PaidBack paidBack) {
    String paymentId = paidBack.paymentId();
    Check.equal("status", "PMNT_VOID", fixture.paymentFacts(paymentId).get("statusId"));
    List<GlEntry> all = new ArrayList<>(fixture.glEntries(paymentId));
    Check.holds("entries stay", !all.isEmpty());
    Optional<CreditNote> note = paidBack.creditNote().map(fixture::creditNote);
    note.ifPresent(
        it -> {
          Check.holds("note is cancelled", it.cancelled());
          all.addAll(it.glEntries());
        });
    Check.equal("left on accounts", Map.of(), net(all));
  }

  /** What entries come to on each account, without those where they come to nothing. */
  static Map<String, Money> net(Collection<GlEntry> entries) {
    Map<String, Money> net = new HashMap<>();
    for (GlEntry entry : entries) {
      Check.holds("is posted", entry.posted());
      Money signed = entry.debit() ? entry.amount() : NOTHING.minus(entry.amount());
      net.merge(entry.glAccountId().orElseThrow(), signed, Money::plus);
    }
    Check.equal("balance", NOTHING, net.values().stream().reduce(NOTHING, Money::plus));
    net.values().removeIf(Money::isZero);
    return net;
  }
}
