package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;
import org.paylink.money.Money;

/** What a gateway says of a session while the payer acts on it. */
interface PaymentContract extends ContractCase {
  @Test
  default void startsAnOpenSessionThatCanBePaid() throws GatewayException {
    Session session = started("k1");

    assertThat(session.state()).isEqualTo(State.OPEN);
    assertThat(session.attemptId()).contains("attempt-k1");
    assertThat(session.url()).isPresent();
    assertThat(session.expiresAt()).contains(request("k1", PRICE).expiresAt());
    assertThat(session.charge()).isEmpty();
    assertThat(session.decline()).isEmpty();
    assertThat(session.requestId()).isPresent();
  }

  @Test
  default void fetchesWhatWasStarted() throws GatewayException {
    Session session = started("k1");

    Session fetched = fetched(session);

    assertThat(fetched.id()).isEqualTo(session.id());
    assertThat(fetched.state()).isEqualTo(State.OPEN);
    assertThat(fetched.url()).isEqualTo(session.url());
    assertThat(fetched.attemptId()).isEqualTo(session.attemptId());
  }

  @Test
  default void saysWhatWasPaid() throws GatewayException {
    Session session = started("k1");
    bench().pay(session.id());

    Session paid = fetched(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.url()).isEmpty();
    assertThat(paid.charge().flatMap(Charge::amount)).contains(PRICE);
    assertThat(paid.charge().orElseThrow().occurredAt()).isEqualTo(bench().now());
    assertThat(fetched(session).charge()).isEqualTo(paid.charge());
  }

  @Test
  default void aDeclineIsToldAndTheSessionStaysOpen() throws GatewayException {
    Session session = started("k1");
    bench().decline(session.id(), "insufficient_funds");

    Session declined = fetched(session);

    assertThat(declined.state()).isEqualTo(State.OPEN);
    assertThat(declined.decline()).contains("insufficient_funds");
    assertThat(declined.charge()).isEmpty();
    bench().pay(session.id());
    assertThat(fetched(session).state()).isEqualTo(State.PAID);
    assertThat(fetched(session).decline()).isEmpty();
  }

  @Test
  default void slowMoneyIsPendingUntilItComes() throws GatewayException {
    Session session = started("k1");
    bench().paySlowly(session.id());
    assertThat(fetched(session).state()).isEqualTo(State.PENDING);
    assertThat(fetched(session).charge()).isEmpty();

    bench().finishSlowPayment(session.id(), true);

    assertThat(fetched(session).state()).isEqualTo(State.PAID);
    assertThat(fetched(session).charge().flatMap(Charge::amount)).contains(PRICE);
  }

  @Test
  default void slowMoneyThatNeverComesIsFailed() throws GatewayException {
    Session session = started("k1");
    bench().paySlowly(session.id());

    bench().finishSlowPayment(session.id(), false);

    Session failed = fetched(session);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.charge()).isEmpty();
    assertThat(failed.decline()).isPresent();
  }

  @Test
  default void aSessionWhoseTimeIsOverIsExpired() throws GatewayException {
    Session session = started("k1");

    bench().advance(Duration.ofHours(3));

    Session expired = fetched(session);
    assertThat(expired.state()).isEqualTo(State.EXPIRED);
    assertThat(expired.url()).isEmpty();
  }

  @Test
  default void anotherAmountIsReportedAsTaken() throws GatewayException {
    Session session = started("k1");
    bench().takeOtherAmount(1_249);
    bench().pay(session.id());

    assertThat(fetched(session).charge().flatMap(Charge::amount))
        .contains(Money.ofMajor("USD", "12.49"));
  }

  @Test
  default void anotherCurrencyIsReportedAsTaken() throws GatewayException {
    Session session = started("k1");
    bench().takeOtherCurrency("eur");
    bench().pay(session.id());

    assertThat(fetched(session).charge().flatMap(Charge::amount))
        .contains(Money.ofMajor("EUR", "12.50"));
  }

  @Test
  default void anUnsaidAmountIsAbsentAndNotTheAmountAskedFor() throws GatewayException {
    Session session = started("k1");
    bench().takeUnsaidAmount();
    bench().pay(session.id());

    Session paid = fetched(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.charge().orElseThrow().amount()).isEmpty();
  }

  @Test
  default void everyMovementHasItsOwnReference() throws GatewayException {
    Session one = started("k1");
    Session two = started("k2");
    bench().pay(one.id());
    bench().pay(two.id());

    assertThat(fetched(one).charge().map(Charge::externalRef))
        .isNotEqualTo(fetched(two).charge().map(Charge::externalRef));
  }
}
