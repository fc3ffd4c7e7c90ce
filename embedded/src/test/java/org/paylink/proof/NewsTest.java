package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.host.Mailer;
import org.paylink.issuing.Issued;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryChannel;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.History;
import org.paylink.link.Occasion;
import org.paylink.sending.SendLink;
import org.paylink.simulator.SimulatedSession;

/** Who paid gets one confirmation, and who asked is told once, whatever repeats itself. */
class NewsTest extends Scene {
  private Issued link;

  @BeforeEach
  void aLink() {
    world.post.asUsual();
    world.settings.sendsConfirmations(true);
    choose(DeliveryChannel.NOTE);
    link = world.issue(world.order(TOTAL));
  }

  @Test
  void whoPaidGetsAConfirmationWithAmountReferenceDocumentAndDate() {
    pay();

    Mailer.Message mail = confirmations().get(0);
    assertThat(mail.to()).isEqualTo("customer@example.com");
    assertThat(mail.subject()).startsWith("Payment received: ");
    assertThat(mail.text())
        .contains("$50.85", "pi_", "March 2, 2026", documentNumber(), "Your Company Name Inc")
        .doesNotContain("/pay/");
    assertThat(history()).contains("sent");
  }

  @Test
  void theConfirmationIsWrittenInTheLinksLanguage() {
    link = world.issueIn("de", world.order(TOTAL));
    pay();

    Mailer.Message mail = confirmations().get(0);
    assertThat(mail.subject()).startsWith("Zahlung eingegangen: ");
    assertThat(mail.text()).contains("50,85\u00a0$", "2. März 2026", "vielen Dank");
    assertThat(mail.html()).contains("<html lang=\"de\">");
  }

  @Test
  void theConfirmationGoesWhereTheLinkWentTo() {
    world.paylink.send(
        new SendLink.Request(
            link.linkId(), "k", List.of("anna@example.com"), "link", "en", "Pay", "{link}"),
        World.SALES);
    world.post.taken.clear();
    pay();

    assertThat(confirmations()).extracting(Mailer.Message::to).containsExactly("anna@example.com");
  }

  @Test
  void fourHundredAndThreeNotificationsMakeOneConfirmationAndOnePieceOfNews() {
    choose(DeliveryChannel.EMAIL);
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    for (int i = 0; i < 403; i++) {
      world.simulator.deliveries().stream()
          .filter(delivery -> delivery.body.contains(session.id()))
          .forEach(world::hook);
    }
    for (int i = 0; i < 5; i++) {
      world.clock.advance(Duration.ofMinutes(10));
      world.paylink.sweeper().sweep();
      world.paylink.checkNow(link.linkId(), World.SALES);
    }

    assertThat(confirmations()).hasSize(1);
    assertThat(toOwner()).hasSize(1);
    assertThat(toOwner().get(0).text()).contains("was paid: $50.85 came in");
  }

  @Test
  void aSettlementThatCrashesAnywhereStillMakesOneOfEach() {
    choose(DeliveryChannel.EMAIL);
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    for (int units = 0; units < 14; units++) {
      world.records.downAfter(units);
      try {
        world.simulator.deliveries().stream()
            .filter(delivery -> delivery.body.contains(session.id()))
            .forEach(world::hook);
        world.paylink.sweeper().sweep();
      } finally {
        world.records.up();
      }
      world.clock.advance(Duration.ofMinutes(20));
    }
    world.settleDown();

    assertThat(deliveries(DeliveryKind.CONFIRMATION)).hasSize(1);
    assertThat(deliveries(DeliveryKind.OWNER_NOTICE)).hasSize(1);
    // A mail that a crash kept from being noted is repeated under its id, never another one.
    assertThat(confirmations().stream().map(Mailer.Message::id).distinct()).hasSize(1);
  }

  @Test
  void withoutAnAddressThereIsNoConfirmationAndNoError() {
    link = world.issue(world.orderOf("Nobody", TOTAL));
    pay();

    assertThat(confirmations()).isEmpty();
    assertThat(deliveries(DeliveryKind.CONFIRMATION).get(0).reason())
        .contains(DeliveryReason.NO_ADDRESS);
    assertThat(history()).contains("not_sent", "paid", "posted");
  }

  @Test
  void confirmationsCanBeSwitchedOff() {
    world.settings.sendsConfirmations(false);
    pay();

    assertThat(deliveries(DeliveryKind.CONFIRMATION)).isEmpty();
    assertThat(confirmations()).isEmpty();
  }

  @Test
  void theOwnerFindsANoteUnlessAnotherWayWasChosen() {
    pay();

    Delivery note = notes().get(0);
    assertThat(note.occasion()).contains(Occasion.PAID);
    assertThat(note.recipient()).contains("sales");
    assertThat(toOwner()).isEmpty();
  }

  @Test
  void anOwnerWhoWantsNoNewsGetsNone() {
    choose(DeliveryChannel.NONE);
    pay();

    assertThat(deliveries(DeliveryKind.OWNER_NOTICE)).isEmpty();
  }

  @Test
  void anOwnerWithoutAnAddressFindsANoteInstead() {
    world.records.run(
        unit ->
            Deliveries.chooseOwnerChannel(
                unit, "robot", DeliveryChannel.EMAIL, world.clock.instant()));
    link =
        world.paylink.issue(
            World.wish(world.order(TOTAL), "robots-" + world.clock.instant()),
            new org.paylink.host.Actor("robot", permission -> true));
    pay();

    assertThat(deliveries(DeliveryKind.OWNER_NOTICE).get(0).channel())
        .isEqualTo(DeliveryChannel.NOTE);
    assertThat(deliveries(DeliveryKind.OWNER_NOTICE).get(0).recipient()).contains("robot");
  }

  @Test
  void theOwnerIsToldOnceThatALinkExpired() {
    world.clock.advance(Duration.ofDays(15));
    world.paylink.sweeper().sweep();
    world.paylink.sweeper().sweep();

    assertThat(notes())
        .extracting(Delivery::occasion)
        .containsExactly(Optional.of(Occasion.EXPIRED));
  }

  @Test
  void theOwnerIsToldOfAPaymentThatFailedAndNotOfADeclineThatCanBeTriedAgain() {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.decline(session.id(), "insufficient_funds");
    notifyOf(session);
    assertThat(notes()).isEmpty();
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    world.simulator.bankDebitFails(session.id());
    notifyOf(session);
    notifyOf(session);

    assertThat(notes())
        .extracting(Delivery::occasion)
        .containsExactly(Optional.of(Occasion.FAILED));
    assertThat(confirmations()).isEmpty();
  }

  @Test
  void aCancelledLinkIsNoNewsForWhoCancelledIt() {
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    world.paylink.sweeper().sweep();

    assertThat(notes()).isEmpty();
  }

  private void pay() {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
  }

  private void choose(DeliveryChannel channel) {
    world.records.run(
        unit -> Deliveries.chooseOwnerChannel(unit, "sales", channel, world.clock.instant()));
  }

  private List<Delivery> deliveries(DeliveryKind kind) {
    return world.records.unit(unit -> Deliveries.ofLink(unit, link.linkId())).stream()
        .filter(each -> each.kind() == kind)
        .toList();
  }

  private List<Delivery> notes() {
    return deliveries(DeliveryKind.OWNER_NOTICE).stream()
        .filter(each -> each.channel() == DeliveryChannel.NOTE)
        .filter(each -> each.state() == DeliveryState.SENT)
        .toList();
  }

  private List<Mailer.Message> confirmations() {
    return mails(DeliveryKind.CONFIRMATION);
  }

  private List<Mailer.Message> toOwner() {
    return mails(DeliveryKind.OWNER_NOTICE);
  }

  private List<Mailer.Message> mails(DeliveryKind kind) {
    List<String> ids = deliveries(kind).stream().map(Delivery::id).toList();
    return world.post.taken.stream().filter(mail -> ids.contains(mail.id())).toList();
  }

  private String documentNumber() {
    return (String) row(link).get("documentNumber");
  }

  private List<String> history() {
    return world.records.unit(unit -> History.read(unit, link.linkId(), 50)).stream()
        .map(History.Entry::event)
        .toList();
  }
}
