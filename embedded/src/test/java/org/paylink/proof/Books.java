package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paylink.byhand.Confirmed;
import org.paylink.host.Ledger;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.PostingState;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.link.StatusRule;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Unit;
import org.paylink.simulator.SimulatedSession;

/** Checks that gateway, receipts, postings and ledger tell the same story, to the cent. */
final class Books {
  private final Story story;

  Books(Story story) {
    this.story = story;
  }

  /** What must hold once nothing is pending. */
  void agree() {
    story.world.records.run(this::agree);
  }

  /**
   * What no moment may break: customers are never shown more checkouts than the document is open
   * for.
   */
  void neverMoreThanIsOpen() {
    if (story.paidOtherwise || story.strangeMoney) {
      return;
    }
    long exposed =
        story.sessions().stream()
            .filter(session -> !session.status().equals("expired"))
            .filter(session -> !isFailedDebit(session))
            .mapToLong(session -> session.amountTotal().orElse(0))
            .sum();
    long byHand =
        story.byHand.standing.stream().mapToLong(confirmed -> confirmed.amount().minor()).sum();
    assertThat(exposed + byHand)
        .as("open or paid at the gateway, or confirmed by hand")
        .isLessThanOrEqualTo(story.total.minor());
  }

  private boolean isFailedDebit(SimulatedSession session) {
    return session.status().equals("complete")
        && session.paymentStatus().equals("unpaid")
        && !story.world.simulator.isProcessing(session.id());
  }

  private void agree(Unit unit) {
    List<PaymentReceipt> receipts = new ArrayList<>();
    List<PaymentPosting> postings = new ArrayList<>();
    for (Issued link : story.links) {
      receipts.addAll(Links.receiptsOf(unit, link.linkId()));
      postings.addAll(Links.postingsOf(unit, link.linkId()));
      assertThat(History.isWhole(unit, link.linkId())).as("history of %s", link).isTrue();
      storedStatusIsTheDerivedOne(unit, link);
    }
    receiptsAreWhatTheGatewayTook(receipts);
    assertThat(postings).as("one posting a receipt").hasSameSizeAs(receipts);
    postingsAreInTheLedger(unit, postings);
    sumsAgree(unit, receipts, postings);
  }

  private static void storedStatusIsTheDerivedOne(Unit unit, Issued issued) {
    PaymentLink link = Links.find(unit, issued.linkId()).orElseThrow();
    LinkStatus derived = StatusRule.derive(Links.facts(unit, link));
    if (derived != LinkStatus.OPENED && derived != LinkStatus.ISSUED) {
      assertThat(link.storedStatus()).isEqualTo(derived);
    }
  }

  private void receiptsAreWhatTheGatewayTook(List<PaymentReceipt> receipts) {
    Map<String, String> taken = new TreeMap<>();
    for (SimulatedSession session : story.sessions()) {
      Gatewayside.taken(story.world.simulator, session)
          .ifPresent(money -> taken.put(session.paymentIntentId().orElseThrow(), money.toString()));
    }
    Map<String, String> recorded = new TreeMap<>();
    List<PaymentReceipt> charges =
        receipts.stream().filter(r -> !r.key().type().isByHand()).toList();
    charges.forEach(r -> recorded.put(r.key().externalRef(), r.amount().toString()));
    assertThat(recorded).as("receipts are what the gateway took").isEqualTo(taken);
    Money byHand =
        sum(
            receipts.stream()
                .filter(r -> r.key().type().isByHand())
                .map(PaymentReceipt::signed)
                .toList());
    Money standing = sum(story.byHand.standing.stream().map(Confirmed::amount).toList());
    assertThat(byHand).as("confirmed by hand and not undone").isEqualTo(standing);
  }

  private void postingsAreInTheLedger(Unit unit, List<PaymentPosting> postings) {
    for (PaymentPosting posting : postings) {
      Optional<Ledger.Posted> posted = story.world.ledger.posted(unit, posting.paymentId());
      if (posting.state() == PostingState.HELD) {
        assertThat(posted).as("held money is not posted").isEmpty();
        continue;
      }
      if (posting.state() == PostingState.NOT_NEEDED) {
        assertThat(posted).as("undone before it was posted").isEmpty();
        continue;
      }
      if (isUndone(unit, posting)) {
        assertThat(posted.orElseThrow().amount().isZero()).as("reversed").isTrue();
        continue;
      }
      assertThat(posting.state()).isEqualTo(PostingState.POSTED);
      assertThat(posted.orElseThrow().amount()).isEqualTo(posting.amount());
      if (!posting.apply()) {
        assertThat(posted.get().applied().isZero()).as("never a silent application").isTrue();
      }
    }
  }

  private static boolean isUndone(Unit unit, PaymentPosting posting) {
    ReceiptKey key = posting.key();
    return key.type().isByHand()
        && unit.find(
                PaymentReceipt.ENTITY,
                new ReceiptKey(key.gatewayAccountId(), key.externalRef(), ReceiptType.MANUAL_UNDONE)
                    .fields())
            .isPresent();
  }

  private void sumsAgree(Unit unit, List<PaymentReceipt> receipts, List<PaymentPosting> postings) {
    Money received = sum(receipts.stream().map(PaymentReceipt::signed).toList());
    Money held =
        sum(
            postings.stream()
                .filter(posting -> posting.state() == PostingState.HELD)
                .map(PaymentPosting::amount)
                .toList());
    List<Money> booked = new ArrayList<>();
    for (Issued link : story.links) {
      unit.list(Query.from("BookPayment").equal("paymentLinkId", link.linkId())).stream()
          .filter(row -> !row.text("statusId").equals("PMNT_VOID"))
          .forEach(row -> booked.add(row.money("amount", "currencyUomId")));
    }
    assertThat(sum(booked)).as("payments in the ledger").isEqualTo(received.minus(held));
  }

  private static Money sum(List<Money> amounts) {
    return amounts.stream()
        .filter(amount -> amount.currency().equals("USD"))
        .reduce(Money.zero("USD"), Money::plus);
  }
}
