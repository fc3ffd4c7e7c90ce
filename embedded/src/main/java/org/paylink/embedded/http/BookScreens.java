package org.paylink.embedded.http;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.SubjectType;
import org.paylink.site.WebResponse;

/** The start, the list of documents, and the books. */
final class BookScreens {
  private final HostBooks books;
  private final Screen screen;
  private final ZoneId zone;

  BookScreens(HostBooks books, Screen screen, ZoneId zone) {
    this.books = books;
    this.screen = screen;
    this.zone = zone;
  }

  /** What this is, and what to click. */
  WebResponse home(Visit visit) {
    return screen.show(visit, 200, "home", Map.of("title", "Try payment links"));
  }

  /** Orders and invoices with what is open. */
  WebResponse documents(Visit visit) {
    return screen.show(
        visit,
        200,
        "documents",
        Map.of("orders", papers(SubjectType.ORDER), "invoices", papers(SubjectType.INVOICE)));
  }

  /** Everybody who could pay on account. */
  WebResponse customers(Visit visit) {
    List<Map<String, String>> rows =
        books.customers().stream()
            .map(
                customer ->
                    Map.of(
                        "id", customer.partyId(),
                        "name", customer.name(),
                        "url", Addresses.document(SubjectType.PARTY, customer.partyId())))
            .toList();
    return screen.show(visit, 200, "customers", Map.of("customers", rows));
  }

  /** Payments and trial balances. */
  WebResponse book(Visit visit) {
    if (!visit.user().maySeeBooks()) {
      return notForThisUser(visit);
    }
    return screen.show(
        visit,
        200,
        "book",
        Map.of(
            "payments", books.receipts().stream().map(r -> PaperModel.of(r, zone)).toList(),
            "balances", books.trialBalances().stream().map(PaperModel::of).toList()));
  }

  /** One payment with its entries. */
  WebResponse payment(Visit visit, String paymentId) {
    if (!visit.user().maySeeBooks()) {
      return notForThisUser(visit);
    }
    Optional<HostBooks.Receipt> receipt =
        paymentId.matches("[A-Za-z0-9_-]{1,20}") ? books.receipt(paymentId) : Optional.empty();
    if (receipt.isEmpty()) {
      return screen.notFound(visit);
    }
    Map<String, Object> model = new HashMap<>(PaperModel.of(receipt.get(), zone));
    model.put("entries", PaperModel.of(books.entries(paymentId)));
    return screen.show(visit, 200, "payment", model);
  }

  private WebResponse notForThisUser(Visit visit) {
    return screen.message(
        visit,
        403,
        "The books are not for " + visit.user().title().toLowerCase(java.util.Locale.ROOT),
        "Nothing is wrong: this user has no permission to see payments.",
        "Choose accountant or admin at the top of the page to see them.");
  }

  private List<Map<String, Object>> papers(SubjectType type) {
    return books.papers(type).stream().map(paper -> PaperModel.of(paper, zone)).toList();
  }
}
