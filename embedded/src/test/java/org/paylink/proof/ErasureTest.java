package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.LinkStatus;
import org.paylink.link.SearchTerms;
import org.paylink.link.Subject;
import org.paylink.privacy.VerifyHistory;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;

/** What is known of a person can be erased, and what the books and the history need stays whole. */
class ErasureTest extends RefusalScene {
  private static final String NAME = "Zebulon Quux";
  private static final List<String> ENTITIES =
      List.of(
          "PaymentLink",
          "PaymentAttempt",
          "PaymentReceipt",
          "GatewayEvent",
          "PaymentLinkHistory",
          "PaymentLinkClick",
          "PaymentLinkOutbox",
          "PaymentLinkDelivery",
          "PaymentException");

  @Test
  void whatIsKnownOfAPersonGoesAndTheHistoryStaysWhole() {
    Issued link = paidLink();
    String payer = payer(link);
    assertThat(stored(link)).contains(NAME);
    assertThat(isWhole(link)).isTrue();
    assertThat(world.paylink.operations().erasePersonalData(payer, World.SALES)).isPositive();
    assertThat(stored(link)).doesNotContain(NAME);
    assertThat(isWhole(link)).isTrue();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
    assertThat(world.get(link.url()).status()).isEqualTo(200);
    world.paylink.operations().erasePersonalData(payer, World.SALES);
    assertThat(isWhole(link)).as("again").isTrue();
  }

  @Test
  void theWordsALinkWasFoundByAreErasedToo() {
    Issued link = paidLink();
    assertThat(foundBy("zebulon")).contains(link.linkId());
    erase(payer(link));
    assertThat(foundBy("zebulon")).doesNotContain(link.linkId());
    assertThat(foundBy("quux")).doesNotContain(link.linkId());
    String number = row(link).get("documentNumber").toString();
    assertThat(foundBy(SearchTerms.words(number).get(0))).contains(link.linkId());
  }

  @Test
  void thePayersNameIsErasedFromWhatALinkIsFoundBy() {
    Subject customer = world.customer();
    Issued link = issue(Wish.of(customer).amount("5").purpose("Deposit").request());
    assertThat(foundBy("account")).contains(link.linkId());
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    erase(customer.id());
    assertThat(foundBy("account")).doesNotContain(link.linkId());
    assertThat(foundBy(SearchTerms.words(customer.id()).get(0))).contains(link.linkId());
  }

  private static Set<String> foundBy(String word) {
    return world.records.unit(unit -> SearchTerms.linksOf(unit, word, 1_000));
  }

  @Test
  void nothingIsErasedWhileALinkIsOpenOrMoneyIsUnderWay() {
    Issued link = issue(named(world.order(TOTAL)));
    String payer = payer(link);
    refused(Problem.ERASURE_LINK_OPEN, () -> erase(payer));
    SimulatedSession session = world.startCheckout(link);
    assertThat(refused(Problem.ERASURE_MONEY_UNDER_WAY, () -> erase(payer)))
        .contains("Nothing was changed");
    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.simulator.pay(session.id());
    notifyOf(session);
    refused(Problem.ERASURE_MONEY_UNDER_WAY, () -> erase(payer));
    refused(
        Problem.PERMISSION_MISSING,
        () ->
            world
                .paylink
                .operations()
                .erasePersonalData(payer, new Actor("sales", permission -> false)));
    world.settleDown();
    erase(payer);
    assertThat(stored(link)).doesNotContain(NAME);
  }

  @Test
  void whoIsNobodysPayerHasNothingToErase() {
    assertThat(world.paylink.operations().erasePersonalData("", World.SALES)).isZero();
    assertThat(world.paylink.operations().erasePersonalData("NOBODY", World.SALES)).isZero();
  }

  @Test
  void aChangedOrMissingEntryIsFoundByItsNumber() {
    Issued changed = paidLink();
    Issued cut = paidLink();
    Issued whole = paidLink();
    world.records.run(
        unit -> {
          unit.update("PaymentLinkHistory", entry(changed, 2), Map.of("actor", "somebody-else"));
          assertThat(unit.delete("PaymentLinkHistory", entry(cut, 3))).isEqualTo(1);
        });
    VerifyHistory verify = world.paylink.operations().verifyHistory();
    assertThat(verify.verifyFrom(Optional.empty(), World.SALES).broken())
        .containsExactlyInAnyOrder(
            new VerifyHistory.Broken(changed.linkId(), 2),
            new VerifyHistory.Broken(cut.linkId(), 3));
    assertThat(verify.verify(whole.linkId(), World.SALES).broken()).isEmpty();
    refused(Problem.LINK_UNKNOWN, () -> verify.verify("NO_SUCH", World.SALES));
    refused(
        Problem.PERMISSION_MISSING,
        () -> verify.verifyFrom(Optional.empty(), new Actor("sales", permission -> false)));
    world.records.run(
        unit -> unit.update("PaymentLinkHistory", entry(changed, 2), Map.of("actor", "sales")));
    assertThat(verify.verify(changed.linkId(), World.SALES).broken())
        .as("as it was written")
        .isEmpty();
  }

  private static Map<String, Object> entry(Issued link, long number) {
    return Map.of("paymentLinkId", link.linkId(), "sequenceNum", number);
  }

  private Issued paidLink() {
    Issued link = issue(named(world.order(TOTAL)));
    world.get(link.url());
    world.records.run(
        unit ->
            History.add(
                unit,
                link.linkId(),
                HistoryEvent.CHECKED,
                "sales",
                world.clock.instant(),
                Map.of(),
                Map.of("recipient", NAME)));
    world.records.run(unit -> unit.insert("PaymentLinkDelivery", sentTo(link)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    return link;
  }

  private static Map<String, Object> sentTo(Issued link) {
    Map<String, Object> row =
        new HashMap<>(
            Map.of(
                "paymentLinkId", link.linkId(),
                "kind", "LINK",
                "channel", "EMAIL",
                "recipientName", NAME,
                "messageText", "Dear " + NAME,
                "templateId", "link",
                "localeTag", "en",
                "state", "SENT",
                "createdDate", world.clock.instant(),
                "createdByUserLogin", "sales"));
    row.put("deliveryId", world.host.identifiers().next("PaymentLinkDelivery"));
    return row;
  }

  private Issued issue(IssueRequest request) {
    return world.paylink.issue(request, World.SALES);
  }

  private static IssueRequest named(Subject subject) {
    IssueRequest plain = Wish.of(subject).request();
    return new IssueRequest(
        plain.requestKey(),
        plain.type(),
        plain.subjectId(),
        plain.organizationPartyId(),
        plain.amount(),
        plain.currency(),
        Optional.of("Portrait of " + NAME),
        plain.validityDays(),
        plain.gatewayAccountIds(),
        plain.replace(),
        plain.additional(),
        plain.localeTag(),
        plain.source());
  }

  private static void erase(String payer) {
    world.paylink.operations().erasePersonalData(payer, World.SALES);
  }

  private String payer(Issued link) {
    return row(link).get("payerPartyId").toString();
  }

  private static boolean isWhole(Issued link) {
    return world.records.unit(unit -> History.isWhole(unit, link.linkId()));
  }

  /** Everything that is stored of a link, as text. */
  private static String stored(Issued link) {
    StringBuilder all = new StringBuilder();
    world.records.run(
        unit -> {
          for (String entity : ENTITIES) {
            for (Row row : unit.list(Query.from(entity))) {
              String body =
                  row.bytes("rawBody")
                      .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                      .orElse("");
              if ((row.fields().values() + body).contains(link.linkId())) {
                all.append(row.fields()).append(body);
              }
            }
          }
        });
    return all.toString();
  }
}
