package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;

/** What a customer agreed to is taken once, or given up; for gateways that leave that to us. */
interface CaptureContract extends ContractCase {
  @Test
  default void whatWasAgreedToIsNoMoneyYet() throws GatewayException {
    Session session = approved();

    assertThat(fetched(session).state()).isEqualTo(State.APPROVED);
    assertThat(fetched(session).charge()).isEmpty();
    assertThat(approvals().takings(session.id())).isZero();
  }

  @Test
  default void aCaptureTakesTheMoney() throws GatewayException {
    Session session = approved();

    Session paid = captured(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.charge().flatMap(Charge::amount)).contains(PRICE);
    assertThat(fetched(session).charge()).isEqualTo(paid.charge());
  }

  @Test
  default void capturingAgainTakesNothingMore() throws GatewayException {
    Session session = approved();

    Session first = captured(session);

    assertThat(captured(session).charge()).isEqualTo(first.charge());
    assertThat(approvals().takings(session.id())).isEqualTo(1);
  }

  @Test
  default void manyCapturesAtOnceTakeTheMoneyOnce() throws Exception {
    Session session = approved();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Session>> answers =
          threads.invokeAll(Collections.nCopies(16, () -> captured(session)));
      for (Future<Session> answer : answers) {
        assertThat(answer.get().state()).isEqualTo(State.PAID);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(approvals().takings(session.id())).isEqualTo(1);
  }

  @Test
  default void aLostAnswerOfACaptureIsResolvedByLookingItUp() throws GatewayException {
    Session session = approved();
    approvals().loseAnswerOfNextCapture();

    assertThat(captured(session).state()).isEqualTo(State.PAID);
    assertThat(captured(session).state()).isEqualTo(State.PAID);
    assertThat(approvals().takings(session.id())).isEqualTo(1);
  }

  @Test
  default void aFailedCaptureTakesNothingAndCanBeRepeated() throws GatewayException {
    Session session = approved();
    approvals().failNextCapture();

    assertThat(failure(() -> captured(session)).kind()).isEqualTo(Kind.FAILED);

    assertThat(approvals().takings(session.id())).isZero();
    assertThat(captured(session).state()).isEqualTo(State.PAID);
  }

  @Test
  default void closingGivesUpWhatWasAgreedTo() throws GatewayException {
    Session session = approved();

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);

    assertThat(captured(session).state()).isEqualTo(State.EXPIRED);
    assertThat(approvals().takings(session.id())).isZero();
  }

  @Test
  default void whatNobodyAgreedToIsNotTaken() throws GatewayException {
    Session session = started("k1");
    Session unused = assertCaptures(session);

    assertThat(captured(session).state()).isEqualTo(State.OPEN);
    assertThat(approvals().takings(session.id())).isZero();
  }

  private Session assertCaptures(Session session) {
    Assumptions.assumeTrue(bench().approvals().isPresent(), "it takes the money by itself");
    return session;
  }

  private GatewayBench.Approvals approvals() {
    return bench().approvals().orElseThrow();
  }

  private Session approved() throws GatewayException {
    Session session = assertCaptures(started("k1"));
    approvals().approve(session.id());
    return session;
  }

  private Session captured(Session session) throws GatewayException {
    return bench().gateway().capturing().orElseThrow().capture(bench().account(), session.id());
  }
}
