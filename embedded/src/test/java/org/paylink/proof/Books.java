package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.paylink.byhand.Confirmed;
import org.paylink.host.Document;
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
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Checks that gateways, receipts, postings and ledger tell the same story, to the cent. */
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
    if (story.paidOtherwise || story.customer.strangeMoney) {
      return;
    }
    List<Till.Checkout> exposed =
        story.customer.checkouts().stream().filter(Till.Checkout::mayBring).toList();
    if (!story.isOnAccount()) {
      neverMore(exposed, story.byHand.standing, story.total);
      return;
    }
    for (Issued link : story.links) {
      Money asked =
          story.world.records.unit(u -> Links.find(u, link.linkId()).orElseThrow().amount());
      neverMore(
          exposed.stream().filter(c -> c.linkId().equals(link.linkId())).toList(),
          story.byHand.standing.stream().filter(c -> c.linkId().equals(link.linkId())).toList(),
          asked);
    }
  }

  private static void neverMore(
      List<Till.Checkout> exposed, List<Confirmed> confirmed, Money atMost) {
    Money all =
        Stream.concat(
                exposed.stream().map(Till.Checkout::asked),
                confirmed.stream().map(Confirmed::amount))
            .reduce(Money.zero(atMost.currency()), Money::plus);
    assertThat(all)
        .as("open or paid at the gateways, or confirmed by hand")
        .isLessThanOrEqualTo(atMost);
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
    receiptsAreWhatTheGatewaysTook(receipts);
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

  private void receiptsAreWhatTheGatewaysTook(List<PaymentReceipt> receipts) {
    Map<String, String> taken = new TreeMap<>();
    for (Till.Checkout checkout : story.customer.checkouts()) {
      String account = checkout.till().account();
      checkout
          .till()
          .taken(checkout.id())
          .forEach((movement, money) -> taken.put(account + " " + movement, money.toString()));
    }
    Map<String, String> recorded = new TreeMap<>();
    List<PaymentReceipt> charges =
        receipts.stream().filter(r -> !r.key().type().isByHand()).toList();
    charges.forEach(
        r ->
            recorded.put(
                r.key().gatewayAccountId() + " " + r.key().externalRef(), r.amount().toString()));
    assertThat(recorded).as("receipts are what the gateways took").isEqualTo(taken);
    Map<String, Money> byHand =
        sums(
            receipts.stream()
                .filter(r -> r.key().type().isByHand())
                .map(PaymentReceipt::signed)
                .toList());
    Map<String, Money> standing =
        sums(story.byHand.standing.stream().map(Confirmed::amount).toList());
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
    List<Money> received = new ArrayList<>();
    receipts.forEach(receipt -> received.add(receipt.signed()));
    postings.stream()
        .filter(posting -> posting.state() == PostingState.HELD)
        .forEach(
            posting ->
                received.add(Money.zero(posting.amount().currency()).minus(posting.amount())));
    List<Money> booked = new ArrayList<>();
    for (Issued link : story.links) {
      for (Row row : unit.list(Query.from("BookPayment").equal("paymentLinkId", link.linkId()))) {
        entriesAreInBalance(unit, row);
        if (!row.text("statusId").equals("PMNT_VOID")) {
          booked.add(row.money("amount", "currencyUomId"));
        }
      }
    }
    assertThat(sums(booked)).as("payments in the ledger").isEqualTo(sums(received));
    whatIsOpenIsTheRest(unit, postings);
  }

  private void entriesAreInBalance(Unit unit, Row payment) {
    Map<String, List<Money>> sides = new HashMap<>();
    for (Row entry : story.world.books.entries(unit, payment.text("paymentId"))) {
      sides
          .computeIfAbsent(entry.text("debitCreditFlag"), side -> new ArrayList<>())
          .add(entry.money("amount", "currencyUomId"));
    }
    assertThat(sides.keySet()).as("debit and credit").containsExactlyInAnyOrder("D", "C");
    assertThat(sums(sides.get("D"))).as("debits are credits").isEqualTo(sums(sides.get("C")));
  }

  private void whatIsOpenIsTheRest(Unit unit, List<PaymentPosting> postings) {
    if (story.paidOtherwise || story.isOnAccount()) {
      return;
    }
    Money applied =
        postings.stream()
            .flatMap(posting -> story.world.ledger.posted(unit, posting.paymentId()).stream())
            .map(Ledger.Posted::applied)
            .reduce(Money.zero(story.total.currency()), Money::plus);
    assertThat(story.world.ledger.document(unit, story.subject).flatMap(Document::open))
        .as("what is open is what was not applied")
        .contains(story.total.minus(applied));
  }

  /** By currency; what comes to nothing is left out. */
  private static Map<String, Money> sums(List<Money> amounts) {
    Map<String, Money> sums = new TreeMap<>();
    amounts.forEach(amount -> sums.merge(amount.currency(), amount, Money::plus));
    sums.values().removeIf(Money::isZero);
    return sums;
  }
}
