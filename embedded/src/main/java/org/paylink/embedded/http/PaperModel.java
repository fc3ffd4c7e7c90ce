package org.paylink.embedded.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.page.Words;

/** What templates show of documents, payments and balances. */
final class PaperModel {
  private final Texts texts;

  PaperModel(Words words) {
    texts = new Texts(words);
  }

  /** A document. */
  Map<String, Object> of(HostBooks.Paper paper) {
    Map<String, Object> model = new HashMap<>();
    SubjectType type = paper.subject().type();
    model.put("title", name(paper.subject()));
    model.put("information", texts.text("Information_" + type, "id", paper.subject().id()));
    model.put("id", paper.subject().id());
    model.put("url", Addresses.document(paper.subject()));
    model.put("customer", paper.customer());
    model.put("organization", paper.subject().organizationPartyId());
    model.put("description", paper.row().optionalText("description").orElse(""));
    paper.total().ifPresent(total -> model.put("total", texts.money(total)));
    paper
        .statusId()
        .ifPresent(
            status -> {
              model.put("status", texts.status(status));
              model.put("tone", Texts.tone(status));
            });
    paper.document().ifPresent(document -> model.put("payee", document.payeeName()));
    paper.open().ifPresent(open -> model.put("open", texts.money(open)));
    model.put("due", paper.open().filter(open -> open.isPositive()).isPresent());
    paper.row().moment("entryDate").ifPresent(at -> model.put("date", texts.moment(at)));
    paper
        .row()
        .optionalText("orderId")
        .filter(order -> paper.subject().type() == SubjectType.INVOICE)
        .ifPresent(
            order -> {
              model.put("order", order);
              model.put("orderUrl", Addresses.document(SubjectType.ORDER, order));
            });
    return model;
  }

  /** A payment. */
  Map<String, Object> of(HostBooks.Receipt receipt) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", receipt.id());
    model.put("title", texts.text("PaymentTitle", "id", receipt.id()));
    model.put("url", Addresses.payment(receipt.id()));
    model.put("amount", texts.money(receipt.amount()));
    model.put("customer", receipt.customer());
    model.put("status", texts.status(receipt.row().text("statusId")));
    model.put("tone", Texts.tone(receipt.row().text("statusId")));
    model.put("reference", receipt.row().optionalText("paymentRefNum").orElse(""));
    model.put("link", receipt.row().optionalText("paymentLinkId").orElse(""));
    receipt.row().moment("effectiveDate").ifPresent(at -> model.put("date", texts.moment(at)));
    model.put("appliedTo", receipt.appliedTo().stream().map(this::target).toList());
    return model;
  }

  /** Entries, for a table with debit and credit. */
  List<Map<String, Object>> of(List<HostBooks.Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                Map.<String, Object>of(
                    "account", texts.account(entry.account()),
                    "debit", entry.debit() ? texts.money(entry.amount()) : "",
                    "credit", entry.debit() ? "" : texts.money(entry.amount())))
        .toList();
  }

  /** A trial balance. */
  Map<String, Object> of(HostBooks.TrialBalance balance) {
    return Map.of(
        "currency", balance.currency(),
        "debit", texts.number(balance.debit()),
        "credit", texts.number(balance.credit()),
        "balances", balance.balances(),
        "accounts",
            balance.accounts().stream()
                .map(
                    row ->
                        Map.of(
                            "account", texts.account(row.account()),
                            "debit", texts.number(row.debit()),
                            "credit", texts.number(row.credit())))
                .toList());
  }

  /** What people call it, with its number. */
  private String name(Subject subject) {
    return texts.text("Document_" + subject.type(), "id", subject.id());
  }

  private Map<String, Object> target(Subject subject) {
    return Map.of("name", name(subject), "url", Addresses.document(subject));
  }
}
