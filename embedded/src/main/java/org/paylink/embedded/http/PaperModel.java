package org.paylink.embedded.http;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;

/** What templates show of documents, payments and balances. */
final class PaperModel {
  private PaperModel() {}

  /** A document. */
  static Map<String, Object> of(HostBooks.Paper paper, ZoneId zone) {
    Map<String, Object> model = new HashMap<>();
    model.put("kind", kind(paper.subject().type()));
    model.put("id", paper.subject().id());
    model.put("url", Addresses.document(paper.subject()));
    model.put("customer", paper.customer());
    model.put("organization", paper.subject().organizationPartyId());
    model.put("description", paper.row().optionalText("description").orElse(""));
    paper.total().ifPresent(total -> model.put("total", Texts.money(total)));
    paper
        .statusId()
        .ifPresent(
            status -> {
              model.put("status", Texts.status(status));
              model.put("tone", Texts.tone(status));
            });
    paper.document().ifPresent(document -> model.put("payee", document.payeeName()));
    paper.open().ifPresent(open -> model.put("open", Texts.money(open)));
    model.put("due", paper.open().filter(open -> open.isPositive()).isPresent());
    paper.row().moment("entryDate").ifPresent(at -> model.put("date", Texts.moment(at, zone)));
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
  static Map<String, Object> of(HostBooks.Receipt receipt, ZoneId zone) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", receipt.id());
    model.put("url", Addresses.payment(receipt.id()));
    model.put("amount", Texts.money(receipt.amount()));
    model.put("customer", receipt.customer());
    model.put("status", Texts.status(receipt.row().text("statusId")));
    model.put("tone", Texts.tone(receipt.row().text("statusId")));
    model.put("reference", receipt.row().optionalText("paymentRefNum").orElse(""));
    model.put("link", receipt.row().optionalText("paymentLinkId").orElse(""));
    receipt
        .row()
        .moment("effectiveDate")
        .ifPresent(at -> model.put("date", Texts.moment(at, zone)));
    model.put("appliedTo", receipt.appliedTo().stream().map(PaperModel::target).toList());
    return model;
  }

  /** Entries, for a table with debit and credit. */
  static List<Map<String, Object>> of(List<HostBooks.Entry> entries) {
    return entries.stream()
        .map(
            entry ->
                Map.<String, Object>of(
                    "account", account(entry.account()),
                    "debit", entry.debit() ? Texts.money(entry.amount()) : "",
                    "credit", entry.debit() ? "" : Texts.money(entry.amount())))
        .toList();
  }

  /** A trial balance. */
  static Map<String, Object> of(HostBooks.TrialBalance balance) {
    return Map.of(
        "currency", balance.currency(),
        "debit", Texts.number(balance.debit()),
        "credit", Texts.number(balance.credit()),
        "balances", balance.balances(),
        "accounts",
            balance.accounts().stream()
                .map(
                    row ->
                        Map.of(
                            "account", account(row.account()),
                            "debit", Texts.number(row.debit()),
                            "credit", Texts.number(row.credit())))
                .toList());
  }

  /** What people call the kind. */
  static String kind(SubjectType type) {
    return switch (type) {
      case ORDER -> "Order";
      case INVOICE -> "Invoice";
      case PARTY -> "Customer";
    };
  }

  private static Map<String, Object> target(Subject subject) {
    return Map.of(
        "name", kind(subject.type()) + " " + subject.id(), "url", Addresses.document(subject));
  }

  /** The account with its name in the sample chart of accounts, which is that of the demo data. */
  private static String account(String glAccountId) {
    return switch (glAccountId) {
      case "111700" -> "111700 Gateway clearing";
      case "120000" -> "120000 Accounts receivable";
      case "213200" -> "213200 Customer deposits, unapplied";
      default -> glAccountId;
    };
  }
}
