package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session;
import org.paylink.host.Mailer;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;

/** Mails that are refused, lost or repeated: what is said of them is what is known. */
class TransportTroubleTest extends SendingScene {
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
  void mailsThatWaitForTheirServerDoNotHoldUpTheClosingOfCheckouts() {
    world.post.answers(message -> new Mailer.Refused(DeliveryReason.SERVER_UNREACHABLE, false, ""));
    for (int i = 0; i < 120; i++) {
      send("anna" + i + "@example.com");
    }
    world.clock.advance(Duration.ofSeconds(1));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().serverError(ApiOperation.EXPIRE, 1);
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(fetched(session)).isEqualTo(Session.State.OPEN);
    passAndSweep(Duration.ofMinutes(10));

    assertThat(fetched(session)).isEqualTo(Session.State.EXPIRED);
  }

  private Session.State fetched(SimulatedSession session) {
    try {
      return fetch(session).state();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
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
}
