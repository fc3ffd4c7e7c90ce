package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;

/** Closing a session, and what it may find. */
interface ClosingContract extends ContractCase {
  @Test
  default void closingAnOpenSessionExpiresIt() throws GatewayException {
    Session session = started("k1");

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);

    assertThat(fetched(session).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  default void closingTwiceAnswersTheSame() throws GatewayException {
    Session session = started("k1");

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);
    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  default void closingAfterTheCustomerPaidAnswersThePayment() throws GatewayException {
    Session session = started("k1");
    bench().pay(session.id());

    Session paid = closed(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.charge().flatMap(Charge::amount)).contains(PRICE);
  }

  @Test
  default void closingWhileSlowMoneyIsUnderWayAnswersPending() throws GatewayException {
    Session session = started("k1");
    bench().paySlowly(session.id());

    assertThat(closed(session).state()).isEqualTo(State.PENDING);
  }

  @Test
  default void closingIsVerifiedEvenIfItsAnswerIsLost() throws GatewayException {
    Session session = started("k1");
    bench().loseAnswerOfNextClose();

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);
  }
}
