package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.embedded.books.Words;
import org.paylink.issuing.Issued;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.problem.Problem;

/** A document that can't be paid by link is refused with a sentence, and nothing is made. */
class BadDocumentTest extends RefusalScene {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "WS99999",
        "",
        " ",
        "O'Brien",
        "\"; DROP TABLE PAYMENT_LINK; --",
        "%",
        "<script>alert(1)</script>",
        "../../etc/passwd",
        "${7*7}",
        "😀",
        "\u0000"
      })
  void anUnknownDocumentIsNamedAsTyped(String id) {
    assertThat(refusedIssue(Problem.PARTY_UNKNOWN, Wish.of(SubjectType.PARTY, id)))
        .startsWith("There is no customer" + (id.isBlank() ? "" : " " + id))
        .contains("No link was made.");
    for (SubjectType type : List.of(SubjectType.ORDER, SubjectType.INVOICE)) {
      assertThat(refusedIssue(Problem.DOCUMENT_UNKNOWN, Wish.of(type, id)))
          .isEqualTo(
              "There is no such document"
                  + (id.isBlank() ? "" : ": " + id)
                  + ". No link was made. Check the number.");
    }
  }

  @Test
  void anEndlessDocumentNumberIsNotRepeatedInFull() {
    assertThat(refusedIssue(Problem.DOCUMENT_UNKNOWN, Wish.of(SubjectType.ORDER, "9".repeat(300))))
        .startsWith("There is no such document: 9999")
        .hasSizeLessThan(150);
  }

  @Test
  void anInvoicesNumberIsNoOrder() {
    Subject invoice = world.invoice(TOTAL);
    refusedIssue(Problem.DOCUMENT_UNKNOWN, Wish.of(SubjectType.ORDER, invoice.id()));
  }

  @Test
  void aDocumentIsNotIssuedInTheNameOfAnotherOrganization() {
    Subject order = world.order(TOTAL);
    assertThat(refusedIssue(Problem.DOCUMENT_FOREIGN, Wish.of(order).organization("Other")))
        .isEqualTo(
            "The document "
                + order.id()
                + " belongs to another organization. No link was made. Open it under the"
                + " organization that is to be paid.");
  }

  @Test
  void moneyOfOneOrganizationNeverGoesToTheAccountOfAnother() {
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("STRIPE_OTHER", "Other"));
    Subject ours = world.order(TOTAL);
    Subject theirs = orderOf("Other", TOTAL);
    assertThat(refusedIssue(Problem.ACCOUNT_FOREIGN, Wish.of(ours).account("STRIPE_OTHER")))
        .contains("STRIPE_OTHER belongs to another organization", "No payment was started.");
    refusedIssue(Problem.DOCUMENT_FOREIGN, Wish.of(theirs).organization(World.COMPANY));
    refusedIssue(Problem.ACCOUNT_MISSING, Wish.of(ours).account("nobody's"));
    assertThat(issue(Wish.of(theirs)).created()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void aCancelledDocumentIsNotPaid(SubjectType type) {
    Subject document = type == SubjectType.ORDER ? world.order(TOTAL) : world.invoice(TOTAL);
    world.records.run(unit -> world.books.cancel(unit, document));
    assertThat(refusedIssue(Problem.DOCUMENT_NOT_PAYABLE, Wish.of(document)))
        .contains(document.id(), "No link was made. Check the document's status.");
  }

  @ParameterizedTest
  @EnumSource
  void aPaidDocumentIsNotPaidTwice(SubjectType type) {
    Subject document = type == SubjectType.ORDER ? world.order(TOTAL) : world.invoice(TOTAL);
    world.records.run(unit -> world.books.receive(unit, document, TOTAL, true));
    assertThat(refusedIssue(Problem.DOCUMENT_PAID, Wish.of(document)))
        .startsWith("Nothing is open on " + document.id() + " any more. No link was made.");
  }

  @Test
  void aPurchaseIsNothingACustomerPays() {
    Subject purchase = orderOf("Buyer", TOTAL, "USD", "PURCHASE_ORDER", Words.ORDER_APPROVED);
    world.settings.accounts(world.settings.account("STRIPE_BUYER", "Buyer"));
    refusedIssue(Problem.DOCUMENT_UNKNOWN, Wish.of(purchase));
  }

  @Test
  void anUnusualDocumentOfNothingIsNotPaid() {
    refusedIssue(Problem.DOCUMENT_PAID, Wish.of(world.order(Money.zero("USD"))));
  }

  @Test
  void aSecondRequestWithTheSameKeyAndOtherContentIsRefused() {
    Subject order = world.order(TOTAL);
    String key = "key-of-" + order.id();
    Issued link = issue(Wish.of(order).key(key).amount("10.00"));
    for (Wish other :
        java.util.List.of(
            Wish.of(order).amount("20.00"),
            Wish.of(order),
            Wish.of(world.order(TOTAL)).amount("10.00"),
            Wish.of(order).amount("10.00").replacing(),
            Wish.of(order).amount("10.00").additional(),
            Wish.of(order).amount("10.00").validityDays("3"))) {
      assertThat(refusedIssue(Problem.REQUEST_KEY_REUSED, other.key(key)))
          .startsWith(
              "This form was already sent with other content, and a link was made from it. No"
                  + " second one was made.");
    }
    assertThat(issue(Wish.of(order).key(key).amount("10.00")).linkId()).isEqualTo(link.linkId());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\n", "long"})
  void aRequestNeedsAKeyOfItsOwn(String key) {
    String given = key.equals("long") ? "k".repeat(61) : key;
    assertThat(refusedIssue(Problem.REQUEST_KEY_MISSING, Wish.of(world.order(TOTAL)).key(given)))
        .contains("No link was made.", "requestKey of its own");
  }

  @Test
  void anUnknownLinkIsNeitherCancelledNorCheckedNorShown() {
    for (String id : java.util.List.of("nobody's", "", "'", "x".repeat(300))) {
      String cancelling =
          refused(
              Problem.LINK_UNKNOWN, () -> world.paylink.cancel(id, Optional.empty(), World.SALES));
      assertThat(cancelling).contains("Nothing was changed.").hasSizeLessThan(250);
      refused(Problem.LINK_UNKNOWN, () -> world.paylink.checkNow(id, World.SALES));
      assertThat(refused(Problem.LINK_UNKNOWN, () -> world.paylink.url(id, World.SALES)))
          .hasSizeLessThan(250);
    }
  }
}
