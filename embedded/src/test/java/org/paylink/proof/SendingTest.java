package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;
import org.paylink.host.Mailer;
import org.paylink.issuing.Issued;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.sending.SendLink;

/** A link on its way to its customer: sent only when the transport took it over. */
class SendingTest extends SendingScene {
  @Test
  void aLinkIsSentWhenTheTransportTookItOver() {
    Delivery delivery = send(ANNA).get(0);

    assertThat(delivery.state()).isEqualTo(DeliveryState.SENT);
    assertThat(delivery.sentAt()).contains(world.clock.instant());
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.SENT);
    Mailer.Message mail = mails().get(0);
    assertThat(mail.to()).isEqualTo(ANNA);
    assertThat(mail.text()).contains(link.url(), "50.85");
    assertThat(mail.html()).contains("href=\"" + link.url() + "\"");
    assertThat(history()).containsExactly("sent", "issued");
  }

  @Test
  void theAddressOfTheLinkIsStoredNowhere() {
    send(ANNA);
    String token = link.url().substring(link.url().lastIndexOf('/') + 1);

    for (String entity :
        List.of("PaymentLinkDelivery", "PaymentLinkOutbox", "PaymentLinkHistory")) {
      assertThat(rows(entity)).isNotEmpty();
      assertThat(rows(entity).toString()).doesNotContain(token);
    }
    assertThat(mails().get(0).toString()).doesNotContain(token);
  }

  @Test
  void anAddressPastedIntoTheTextBecomesItsPlaceholder() {
    Delivery delivery =
        world.paylink.send(wish(List.of(ANNA), "Pay", "Here: " + link.url()), World.SALES).get(0);

    assertThat(delivery.text()).contains("Here: {link}");
    assertThat(mails().get(0).text()).contains("Here: " + link.url());
    Issued other = world.issue(world.order(TOTAL));
    refused(wish(List.of(ANNA), "Pay", "{link} " + other.url()), Problem.MAIL_HOLDS_ADDRESS);
  }

  @Test
  void theSameWishTwiceIsOneMail() {
    SendLink.Request wish = wish(List.of(ANNA), "Pay", "{link}");

    world.paylink.send(wish, World.SALES);
    world.paylink.send(wish, World.SALES);

    assertThat(mails()).hasSize(1);
    assertThat(deliveries()).hasSize(1);
  }

  @Test
  void everyRecipientGetsAMailOfTheirOwn() {
    world.paylink.send(
        wish(
            List.of("customer@example.com", ANNA, "", ANNA),
            "Pay",
            "Hello[ {recipientName}] {link}"),
        World.SALES);

    assertThat(mails())
        .extracting(Mailer.Message::to)
        .containsExactly("customer@example.com", ANNA);
    assertThat(mails().get(0).text()).startsWith("Test mode").contains("Hello Customer ");
    assertThat(mails().get(1).text()).contains("Hello http");
  }

  @Test
  void aLinkThatWasClosedMeanwhileIsNotSentAndSaysSo() {
    world.post.answers(message -> new Mailer.Refused(DeliveryReason.SERVER_BUSY, false, ""));
    send(ANNA);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    world.post.asUsual();
    passAndSweep(Duration.ofMinutes(1));

    assertThat(mails()).isEmpty();
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.NOT_SENT);
    assertThat(deliveries().get(0).reason()).contains(DeliveryReason.LINK_CLOSED);
    refused(wish(List.of(ANNA), "Pay", "{link}"), Problem.LINK_CLOSED_NOT_SENT);
  }

  @Test
  void aLinkIsSentAgainWhileAPaymentIsUnderWay() {
    send(ANNA);
    world.startCheckout(link);

    assertThat(send(ANNA).get(0).state()).isEqualTo(DeliveryState.SENT);
    assertThat(mails()).hasSize(2);
  }

  @Test
  void whoMayNotMakeLinksMayNotSendThem() {
    Actor viewer =
        new Actor("viewer", permission -> permission == org.paylink.host.Permission.VIEW);

    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(() -> world.paylink.send(wish(List.of(ANNA), "Pay", "{link}"), viewer))
        .matches(e -> e.problem() == Problem.PERMISSION_MISSING);
    assertThat(deliveries()).isEmpty();
  }

  @Test
  void nonsenseIsRefusedAndNothingIsStored() {
    refused(wish(List.of("anna"), "Pay", "{link}"), Problem.ADDRESS_MALFORMED);
    refused(wish(List.of(), "Pay", "{link}"), Problem.RECIPIENT_MISSING);
    refused(wish(List.of(ANNA), "Pay", "{linc}"), Problem.PLACEHOLDER_UNKNOWN);
    refused(wish(List.of(ANNA), "Pay", "Please"), Problem.PLACEHOLDER_LINK_MISSING);
    refused(
        wish(
            java.util.stream.IntStream.range(0, 21).mapToObj(i -> i + ANNA).toList(),
            "Pay",
            "{link}"),
        Problem.RECIPIENTS_TOO_MANY);
    assertThat(deliveries()).isEmpty();
  }
}
