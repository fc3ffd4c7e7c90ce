package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.Words;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.Labels;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.site.WebResponse;

/** A scene in which things are refused: what people read then, and that nothing has changed. */
abstract class RefusalScene extends Scene {
  private static final org.paylink.page.Words WORDS =
      new org.paylink.page.Words(Labels.load(), Locale.US, ZoneOffset.UTC);

  /** The sentence a user of the host reads, after a look that nothing at all has changed. */
  final String refused(Problem problem, Runnable action) {
    Map<String, List<String>> before = Tables.of(world);
    PaylinkException refusal = catchThrowableOfType(PaylinkException.class, action::run);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.problem()).isEqualTo(problem);
    assertThat(Tables.of(world)).isEqualTo(before);
    return sentence(refusal);
  }

  /** What a user of the host reads. */
  static String sentence(PaylinkException refusal) {
    return WORDS.problem(refusal.problem(), refusal.facts());
  }

  final String refusedIssue(Problem problem, Wish wish) {
    int sessions = world.simulator.sessionsCreated();
    String sentence = refused(problem, () -> issue(wish));
    assertThat(world.simulator.sessionsCreated()).isEqualTo(sessions);
    return sentence;
  }

  final Issued issue(Wish wish) {
    return world.paylink.issue(wish.request(), World.SALES);
  }

  /** What a person reads on a page. */
  static String words(WebResponse response) {
    return text(response)
        .replaceAll("(?s)<(style|script)\\b.*?</\\1>", " ")
        .replaceAll("<[^>]*>", " ")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }

  /** Where the gateway sends the browser back to after the link's first checkout. */
  static String returnAddress(Issued link) {
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    String attempt = world.records.unit(unit -> Links.attemptsOf(unit, link.linkId()).get(0).id());
    return "/pay/return/" + LinkTokens.returnHandle(key, attempt);
  }

  /** An order of another organization, whose books are in the currency of its total. */
  final Subject orderOf(String organization, Money total) {
    return orderOf(organization, total, total.currency(), Words.SALES_ORDER, Words.ORDER_APPROVED);
  }

  final Subject orderOf(
      String organization, Money total, String booksIn, String type, String status) {
    Subject subject =
        new Subject(organization, SubjectType.ORDER, world.host.identifiers().next("SampleOrder"));
    world.records.run(
        unit -> {
          if (unit.find("SampleParty", Map.of("partyId", organization)).isEmpty()) {
            world.books.addOrganization(unit, organization, organization + " Inc", booksIn);
          }
          world.books.add(
              unit,
              new SampleBooks.NewDocument(
                  subject, type, status, "Customer", total, "Goods", Optional.empty()));
        });
    return subject;
  }
}
