package org.paylink.embedded.http;

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

  BookScreens(HostBooks books, Screen screen) {
    this.books = books;
    this.screen = screen;
  }

  /** What this is, and what to click. */
  WebResponse home(Visit visit) {
    return screen.show(visit, 200, "home", Map.of("title", visit.text("Home")));
  }

  /** Orders and invoices with what is open. */
  WebResponse documents(Visit visit) {
    return screen.show(
        visit,
        200,
        "documents",
        Map.of(
            "orders", papers(visit, SubjectType.ORDER),
            "invoices", papers(visit, SubjectType.INVOICE)));
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
    PaperModel model = new PaperModel(visit.words());
    return screen.show(
        visit,
        200,
        "book",
        Map.of(
            "payments", books.receipts().stream().map(model::of).toList(),
            "balances", books.trialBalances().stream().map(model::of).toList()));
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
    PaperModel papers = new PaperModel(visit.words());
    Map<String, Object> model = new HashMap<>(papers.of(receipt.get()));
    model.put("entries", papers.of(books.entries(paymentId)));
    return screen.show(visit, 200, "payment", model);
  }

  private WebResponse notForThisUser(Visit visit) {
    return screen.message(
        visit,
        403,
        "PaylinkSample_NoBooks_" + visit.user().login(),
        "PaylinkSample_NoBooksWhy",
        "PaylinkSample_NoBooksDo");
  }

  private List<Map<String, Object>> papers(Visit visit, SubjectType type) {
    return books.papers(type).stream().map(new PaperModel(visit.words())::of).toList();
  }
}
