package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayBench.Sent;
import org.paylink.gateway.Notification.Refused;
import org.paylink.gateway.Notification.Verified;

/** Notifications: believed when the gateway signed them, and never a reason to fail. */
interface NotificationContract extends ContractCase {
  @Test
  default void aNotificationNamesItsSessionAndAttempt() throws GatewayException {
    Session session = paidSession();

    assertThat(verified(bench().notification(session.id()), Duration.ZERO))
        .isInstanceOfSatisfying(
            Verified.class,
            event -> {
              assertThat(event.sessionId()).contains(session.id());
              assertThat(event.attemptId()).isEqualTo(Optional.of("attempt-k1"));
              assertThat(event.concern()).isEqualTo(Notification.Concern.PAYMENT);
            });
  }

  @Test
  default void aForgedNotificationIsRefused() throws GatewayException {
    Session session = paidSession();

    assertThat(verified(bench().forged(session.id()), Duration.ZERO)).isInstanceOf(Refused.class);
  }

  @Test
  default void aChangedNotificationIsRefused() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());
    byte[] changed = sent.body().clone();
    changed[changed.length / 2] ^= 1;

    assertThat(verified(new Sent(changed, sent.headers()), Duration.ZERO))
        .isInstanceOf(Refused.class);
  }

  @Test
  default void aNotificationSentAgainLaterIsRefusedOrKnownByItsId() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());
    Notification first = verified(sent, Duration.ZERO);

    Notification later = verified(sent, Duration.ofHours(1));

    if (bench().gateway().capabilities().contains(Capability.TIMED_WEBHOOK)) {
      assertThat(later).isInstanceOf(Refused.class);
    } else {
      assertThat(((Verified) later).eventId()).isEqualTo(((Verified) first).eventId());
    }
  }

  @Test
  default void aNotificationOfTheFutureIsRefused() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());

    assertThat(verified(sent, Duration.ofHours(-1))).isInstanceOf(Refused.class);
  }

  @Test
  default void aNotificationWithoutASignatureIsRefused() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());

    assertThat(verified(new Sent(sent.body(), Map.of()), Duration.ZERO))
        .isInstanceOf(Refused.class);
    assertThat(verified(new Sent(new byte[0], Map.of()), Duration.ZERO))
        .isInstanceOf(Refused.class);
  }

  @Test
  default void malformedSignaturesAreRefusedAndNeverThrow() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());

    for (String header : sent.headers().keySet()) {
      for (String bad :
          List.of("", "=", "sha512=", "sha512=zz", "t=,v1=", "\u0000", "é", "9".repeat(9999))) {
        assertThat(verified(withHeader(sent, header, List.of(bad)), Duration.ZERO))
            .as(header + ": " + bad)
            .isInstanceOf(Refused.class);
      }
      assertThat(verified(withHeader(sent, header, Collections.singletonList(null)), Duration.ZERO))
          .isInstanceOf(Refused.class);
      List<String> twice = List.of(sent.headers().get(header).get(0), "second");
      assertThat(verified(withHeader(sent, header, twice), Duration.ZERO))
          .isInstanceOf(Refused.class);
    }
  }

  @Test
  default void absentInputIsRefusedAndNeverThrows() {
    assertThat(verified(new Sent(null, Map.of()), Duration.ZERO)).isInstanceOf(Refused.class);
    assertThat(verified(new Sent(new byte[0], null), Duration.ZERO)).isInstanceOf(Refused.class);
  }

  @Test
  default void cutBodiesAreRefusedAndNeverThrow() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());

    for (int length = 0; length < sent.body().length; length += 7) {
      Sent cut = new Sent(Arrays.copyOf(sent.body(), length), sent.headers());
      assertThat(verified(cut, Duration.ZERO)).isInstanceOf(Refused.class);
    }
  }

  @Test
  default void anAccountWithoutASecretBelievesNoNotification() throws GatewayException {
    Sent sent = bench().notification(paidSession().id());
    GatewayAccount account = withoutSecrets(bench().account());

    assertThat(account.isPolledOnly()).isTrue();
    assertThat(bench().gateway().verify(account, sent.body(), sent.headers(), bench().now()))
        .isInstanceOf(Refused.class);
  }

  private Session paidSession() throws GatewayException {
    Session session = started("k1");
    bench().pay(session.id());
    return session;
  }

  private Notification verified(Sent sent, Duration later) {
    return bench()
        .gateway()
        .verify(bench().account(), sent.body(), sent.headers(), bench().now().plus(later));
  }

  private static Sent withHeader(Sent sent, String name, List<String> values) {
    Map<String, List<String>> headers = new HashMap<>(sent.headers());
    headers.put(name, values);
    return new Sent(sent.body(), headers);
  }

  private static GatewayAccount withoutSecrets(GatewayAccount account) {
    return new GatewayAccount(
        account.id(),
        account.provider(),
        account.name(),
        account.mode(),
        account.organizationPartyId(),
        account.apiBase(),
        account.apiKey(),
        List.of(),
        account.paymentMethodId(),
        account.customerName(),
        account.productStoreId(),
        account.enabled());
  }
}
