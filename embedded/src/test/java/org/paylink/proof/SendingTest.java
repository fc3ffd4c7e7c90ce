package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;
import org.paylink.host.Mailer;
import org.paylink.issuing.Issued;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Row;
import org.paylink.sending.MailTemplate;
import org.paylink.sending.SendLink;
import org.paylink.sending.Templates;

/** A link on its way to its customer: sent only when the transport took it over. */
class SendingTest extends Scene {
  private static final String ANNA = "anna@example.com";
  private int keys;
  private Issued link;

  @BeforeEach
  void aLinkToSend() {
    world.post.asUsual();
    link = world.issue(world.order(TOTAL));
  }

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
  void aRefusedMailboxIsNotSentAndSaysWhy() {
    world.post.answers(
        message -> new Mailer.Refused(DeliveryReason.ADDRESS_REFUSED, true, "550 no\r\nsuch user"));

    Delivery delivery = send(ANNA).get(0);

    assertThat(delivery.state()).isEqualTo(DeliveryState.NOT_SENT);
    assertThat(delivery.reason()).contains(DeliveryReason.ADDRESS_REFUSED);
    assertThat(delivery.answer()).isEqualTo("550 no such user");
    assertThat(delivery.sentAt()).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
    assertThat(history()).containsExactly("not_sent", "issued");
    passAndSweep(Duration.ofDays(1));
    assertThat(mails()).isEmpty();
  }

  @Test
  void aRefusalForNowIsTriedAgainAndThenSent() {
    world.post.answers(
        message -> new Mailer.Refused(DeliveryReason.SERVER_BUSY, false, "451 later"));
    assertThat(send(ANNA).get(0).state()).isEqualTo(DeliveryState.QUEUED);
    assertThat(deliveries().get(0).reason()).contains(DeliveryReason.SERVER_BUSY);

    world.post.asUsual();
    world.paylink.sweeper().sweep();
    assertThat(mails()).as("not before its pause is over").isEmpty();
    passAndSweep(Duration.ofMinutes(1));

    assertThat(mails()).hasSize(1);
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.SENT);
  }

  @Test
  void whatIsRefusedForNowForTooLongIsGivenUp() {
    int[] tries = {0};
    world.post.answers(
        message -> {
          tries[0]++;
          return new Mailer.Refused(DeliveryReason.SERVER_UNREACHABLE, false, "");
        });
    send(ANNA);
    for (int i = 0; i < 30; i++) {
      passAndSweep(Duration.ofHours(1));
    }

    assertThat(tries[0]).isEqualTo(10);
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.NOT_SENT);
    assertThat(deliveries().get(0).reason()).contains(DeliveryReason.SERVER_UNREACHABLE);
  }

  @Test
  void whileTheServerIsDownOneMailASweepIsTried() {
    int[] tries = {0};
    world.post.answers(
        message -> {
          tries[0]++;
          return new Mailer.Refused(DeliveryReason.SERVER_UNREACHABLE, false, "");
        });
    for (int i = 0; i < 5; i++) {
      send("anna" + i + "@example.com");
    }
    tries[0] = 0;
    passAndSweep(Duration.ofHours(1));

    assertThat(tries[0]).isEqualTo(1);
  }

  @Test
  void anUnknownOutcomeIsVisibleAndRepeatedABoundedNumberOfTimesUnderOneId() {
    List<String> ids = new java.util.ArrayList<>();
    world.post.answers(
        message -> {
          ids.add(message.id());
          throw new IllegalStateException("the answer was lost " + message.text());
        });
    assertThat(send(ANNA).get(0).state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
    for (int i = 0; i < 8; i++) {
      passAndSweep(Duration.ofHours(1));
    }

    assertThat(ids).hasSize(3).containsOnly(deliveries().get(0).id());
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.UNKNOWN);
    assertThat(deliveries().get(0).answer()).isEqualTo("IllegalStateException");
  }

  @Test
  void aCrashBetweenTakingOverAndRecordingIsSeenAndRepeatedUnderTheSameId() {
    world.post.answers(
        message -> {
          world.records.downAfter(0);
          return Post.taken("taken, and nobody noted it");
        });
    assertThatExceptionOfType(RuntimeException.class).isThrownBy(() -> send(ANNA));
    world.records.up();
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.UNKNOWN);
    String first = mails().get(0).id();

    world.post.asUsual();
    world.paylink.sweeper().sweep();
    assertThat(mails()).as("another node may still be at it").isEmpty();
    passAndSweep(Duration.ofMinutes(6));

    assertThat(mails()).extracting(Mailer.Message::id).containsExactly(first);
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.SENT);
  }

  @Test
  void twoNodesHandADeliveryOverOnce() {
    world.post.answers(message -> new Mailer.Refused(DeliveryReason.SERVER_BUSY, false, ""));
    send(ANNA);
    world.clock.advance(Duration.ofMinutes(1));
    world.post.answers(
        message -> {
          // While this node is at it, the other sweeps as well.
          world.post.answers(any -> Post.taken("2"));
          world.paylink.sweeper().sweep();
          return Post.taken("1");
        });
    world.paylink.sweeper().sweep();

    assertThat(mails()).hasSize(1);
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

  @Test
  void withoutAPublicAddressNothingIsSentUntilThereIsOneAgain() {
    world.post.answers(message -> new Mailer.Refused(DeliveryReason.SERVER_BUSY, false, ""));
    send(ANNA);
    world.settings.publicBaseUrl(Optional.empty(), true);
    world.post.asUsual();
    passAndSweep(Duration.ofMinutes(1));
    assertThat(deliveries().get(0).reason()).contains(DeliveryReason.SETUP_MISSING);

    world.settings.asUsual();
    passAndSweep(Duration.ofMinutes(10));
    assertThat(deliveries().get(0).state()).isEqualTo(DeliveryState.SENT);
  }

  @Test
  void theBuiltInTextsPassTheirOwnCheckInEveryLanguage() {
    Templates templates = world.paylink.templates();

    assertThat(templates.languages()).contains(Locale.ENGLISH, Locale.GERMAN);
    for (MailTemplate each : world.records.unit(templates::all)) {
      assertThat(
              org.paylink.sending.MessageText.checked(
                  each.kind(), each.message().subject(), each.message().text()))
          .isEqualTo(each.message());
    }
  }

  @Test
  void anAdminsTextReplacesTheBuiltInOneUntilItIsTakenBack() {
    Templates templates = world.paylink.templates();
    templates.store("link", DeliveryKind.LINK, "de", "Unser Text", "Bitte", "{link}", World.SALES);
    assertThat(find("link", "de-AT").name()).isEqualTo("Unser Text");
    assertThat(find("link", "en").changed()).isFalse();

    templates.reset("link", "de", World.SALES);

    assertThat(find("link", "de-AT").changed()).isFalse();
    assertThat(find("link", "ja").language()).isEqualTo(Locale.ENGLISH);
  }

  @Test
  void aTemplateStaysWhatItIsFor() {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(
            () ->
                world
                    .paylink
                    .templates()
                    .store("link", DeliveryKind.CONFIRMATION, "en", "n", "s", "t", World.SALES))
        .matches(e -> e.problem() == Problem.TEMPLATE_NAME_MISSING);
  }

  private MailTemplate find(String id, String language) {
    return world.records.unit(
        unit ->
            world
                .paylink
                .templates()
                .find(unit, id, Locale.forLanguageTag(language))
                .orElseThrow());
  }

  private List<Delivery> send(String recipient) {
    return world.paylink.send(
        wish(List.of(recipient), "Pay", "Pay {amount}\n\n{link}"), World.SALES);
  }

  private SendLink.Request wish(List<String> recipients, String subject, String text) {
    return new SendLink.Request(
        link.linkId(), "key" + ++keys, recipients, "link", "en", subject, text);
  }

  private void refused(SendLink.Request wish, Problem problem) {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(() -> world.paylink.send(wish, World.SALES))
        .matches(e -> e.problem() == problem);
  }

  private void passAndSweep(Duration time) {
    world.clock.advance(time);
    world.paylink.sweeper().sweep();
  }

  private List<Mailer.Message> mails() {
    return world.post.taken.stream().filter(m -> m.text().contains(link.url())).toList();
  }

  private List<Delivery> deliveries() {
    return world.records.unit(unit -> Deliveries.ofLink(unit, link.linkId())).stream()
        .filter(each -> each.kind() == DeliveryKind.LINK)
        .toList();
  }

  private List<String> history() {
    return world.records.unit(unit -> History.read(unit, link.linkId(), 50)).stream()
        .map(History.Entry::event)
        .toList();
  }

  private List<Map<String, Object>> rows(String entity) {
    return world.records.unit(
        unit ->
            unit
                .list(org.paylink.records.Query.from(entity).equal("paymentLinkId", link.linkId()))
                .stream()
                .map(Row::fields)
                .toList());
  }
}
