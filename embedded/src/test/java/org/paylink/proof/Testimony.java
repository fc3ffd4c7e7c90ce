package org.paylink.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Document;
import org.paylink.link.History;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.StatusRule;
import org.paylink.link.Subject;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What our records and the ledger hold of a document, without names and times. */
final class Testimony {
  private Testimony() {}

  /** One line a fact, sorted within its kind. */
  static List<String> of(Node node, Subject subject) {
    return node.host().records().unit(unit -> of(unit, node, subject));
  }

  /** The ids of a document's links. */
  static List<String> linkIds(Node node, Subject subject) {
    return node.host().records().unit(unit -> Links.ofSubject(unit, subject)).stream()
        .map(PaymentLink::id)
        .toList();
  }

  private static List<String> of(Unit unit, Node node, Subject subject) {
    List<String> facts = new ArrayList<>();
    for (PaymentLink link : Links.ofSubject(unit, subject)) {
      facts.add(
          "link %s, %s, stored %s, history whole: %s"
              .formatted(
                  link.lifecycle(),
                  StatusRule.derive(Links.facts(unit, link)),
                  link.storedStatus(),
                  History.isWhole(unit, link.id())));
      Links.attemptsOf(unit, link.id()).stream().map(Testimony::of).sorted().forEach(facts::add);
      Links.receiptsOf(unit, link.id()).stream().map(Testimony::of).sorted().forEach(facts::add);
      Links.postingsOf(unit, link.id()).stream().map(Testimony::of).sorted().forEach(facts::add);
      PaymentExceptions.openOf(unit, link.id())
          .forEach(exception -> facts.add("exception " + exception.kind()));
      for (Row payment : unit.list(Query.from("BookPayment").equal("paymentLinkId", link.id()))) {
        facts.add("payment " + money(payment) + " " + payment.text("statusId"));
        for (Row entry : node.books().entries(unit, payment.text("paymentId"))) {
          facts.add(
              "entry %s %s %s"
                  .formatted(
                      entry.text("debitCreditFlag"), entry.text("glAccountId"), money(entry)));
        }
      }
    }
    Optional<Document> document = node.host().ledger().document(unit, subject);
    facts.add(
        "document %s, open %s"
            .formatted(
                document.map(Document::state).orElseThrow(),
                document.flatMap(Document::open).orElseThrow()));
    return facts;
  }

  private static String of(PaymentAttempt attempt) {
    return "attempt %s %s at %s"
        .formatted(attempt.state(), attempt.amount(), attempt.gatewayAccountId());
  }

  private static String of(PaymentReceipt receipt) {
    return "receipt %s %s at %s"
        .formatted(receipt.key().type(), receipt.signed(), receipt.key().gatewayAccountId());
  }

  private static String of(PaymentPosting posting) {
    return "posting %s %s, applied: %s"
        .formatted(posting.state(), posting.amount(), posting.apply());
  }

  private static String money(Row row) {
    return row.money("amount", "currencyUomId").toString();
  }
}
