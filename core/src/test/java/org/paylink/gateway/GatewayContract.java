package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Session.Charge;
import org.paylink.gateway.Session.State;
import org.paylink.money.Money;

/** What every gateway must do; each extends it with its own bench. */
@Timeout(30)
public abstract class GatewayContract {
  protected static final Money PRICE = Money.ofMajor("USD", "12.50");

  protected GatewayBench bench;

  /** A fresh bench. */
  protected abstract GatewayBench openBench() throws Exception;

  @BeforeEach
  final void open() throws Exception {
    bench = openBench();
  }

  @AfterEach
  final void close() {
    bench.close();
  }

  protected final StartRequest request(String key, Money amount) {
    return new StartRequest(
        key,
        "attempt-" + key,
        "link-1",
        amount,
        "Order DEMO10090",
        "https://shop.example/pay/return/tok_en",
        "https://shop.example/pay/tok_en",
        bench.now().plus(Duration.ofHours(2)),
        "en");
  }

  protected final Session started(String key) throws GatewayException {
    return bench.gateway().start(bench.account(), request(key, PRICE));
  }

  protected final Session fetched(Session session) throws GatewayException {
    return bench.gateway().fetch(bench.account(), session.id());
  }

  protected final Session closed(Session session) throws GatewayException {
    return bench.gateway().close(bench.account(), session.id());
  }

  protected static GatewayException failure(ThrowingCallable call) {
    GatewayException failure = catchThrowableOfType(GatewayException.class, call);
    assertThat(failure).as("a failure by kind").isNotNull();
    return failure;
  }

  @Test
  void startsAnOpenSessionThatCanBePaid() throws GatewayException {
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
  void fetchesWhatWasStarted() throws GatewayException {
    Session session = started("k1");

    Session fetched = fetched(session);

    assertThat(fetched.id()).isEqualTo(session.id());
    assertThat(fetched.state()).isEqualTo(State.OPEN);
    assertThat(fetched.url()).isEqualTo(session.url());
    assertThat(fetched.attemptId()).isEqualTo(session.attemptId());
  }

  @Test
  void saysWhatWasPaid() throws GatewayException {
    Session session = started("k1");
    bench.pay(session.id());

    Session paid = fetched(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.url()).isEmpty();
    assertThat(paid.charge().flatMap(Charge::amount)).contains(PRICE);
    assertThat(paid.charge().orElseThrow().occurredAt()).isEqualTo(bench.now());
    assertThat(fetched(session).charge()).isEqualTo(paid.charge());
  }

  @Test
  void aDeclineIsToldAndTheSessionStaysOpen() throws GatewayException {
    Session session = started("k1");
    bench.decline(session.id(), "insufficient_funds");

    Session declined = fetched(session);

    assertThat(declined.state()).isEqualTo(State.OPEN);
    assertThat(declined.decline()).contains("insufficient_funds");
    assertThat(declined.charge()).isEmpty();
    bench.pay(session.id());
    assertThat(fetched(session).state()).isEqualTo(State.PAID);
    assertThat(fetched(session).decline()).isEmpty();
  }

  @Test
  void slowMoneyIsPendingUntilItComes() throws GatewayException {
    Session session = started("k1");
    bench.paySlowly(session.id());
    assertThat(fetched(session).state()).isEqualTo(State.PENDING);
    assertThat(fetched(session).charge()).isEmpty();

    bench.finishSlowPayment(session.id(), true);

    assertThat(fetched(session).state()).isEqualTo(State.PAID);
    assertThat(fetched(session).charge().flatMap(Charge::amount)).contains(PRICE);
  }

  @Test
  void slowMoneyThatNeverComesIsFailed() throws GatewayException {
    Session session = started("k1");
    bench.paySlowly(session.id());

    bench.finishSlowPayment(session.id(), false);

    Session failed = fetched(session);
    assertThat(failed.state()).isEqualTo(State.FAILED);
    assertThat(failed.charge()).isEmpty();
    assertThat(failed.decline()).isPresent();
  }

  @Test
  void aSessionWhoseTimeIsOverIsExpired() throws GatewayException {
    Session session = started("k1");

    bench.advance(Duration.ofHours(3));

    Session expired = fetched(session);
    assertThat(expired.state()).isEqualTo(State.EXPIRED);
    assertThat(expired.url()).isEmpty();
  }

  @Test
  void closingAnOpenSessionExpiresIt() throws GatewayException {
    Session session = started("k1");

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);

    assertThat(fetched(session).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void closingTwiceAnswersTheSame() throws GatewayException {
    Session session = started("k1");

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);
    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void closingAfterTheCustomerPaidAnswersThePayment() throws GatewayException {
    Session session = started("k1");
    bench.pay(session.id());

    Session paid = closed(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.charge().flatMap(Charge::amount)).contains(PRICE);
  }

  @Test
  void closingWhileSlowMoneyIsUnderWayAnswersPending() throws GatewayException {
    Session session = started("k1");
    bench.paySlowly(session.id());

    assertThat(closed(session).state()).isEqualTo(State.PENDING);
  }

  @Test
  void closingIsVerifiedEvenIfItsAnswerIsLost() throws GatewayException {
    Session session = started("k1");
    bench.loseAnswerOfNextClose();

    assertThat(closed(session).state()).isEqualTo(State.EXPIRED);
  }

  @Test
  void theSameKeyAnswersTheSameSession() throws GatewayException {
    assertThat(started("k1").id()).isEqualTo(started("k1").id());
    assertThat(started("k2").id()).isNotEqualTo(started("k1").id());
    assertThat(bench.sessionsCreated()).isEqualTo(2);
  }

  @Test
  void aKeyUsedForSomethingElseIsRefused() throws GatewayException {
    Session unused = started("k1");

    GatewayException failure =
        failure(
            () ->
                bench
                    .gateway()
                    .start(bench.account(), request("k1", Money.ofMajor("USD", "12.51"))));

    assertThat(failure.kind()).isEqualTo(Kind.KEY_REUSED);
    assertThat(bench.sessionsCreated()).isEqualTo(1);
    assertThat(unused.state()).isEqualTo(State.OPEN);
  }

  @Test
  void aLostAnswerIsAnUnknownOutcomeAndRepeatingMakesNoSecondSession() throws GatewayException {
    bench.loseAnswerOfNextStart();

    assertThat(failure(() -> started("k1")).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(bench.sessionsCreated()).isEqualTo(1);
    assertThat(started("k1").state()).isEqualTo(State.OPEN);
    assertThat(bench.sessionsCreated()).isEqualTo(1);
  }

  @Test
  void aTimeoutAfterTheWorkIsAnUnknownOutcome() throws GatewayException {
    bench.hangNextStartAfterWork();

    assertThat(failure(this::startImpatiently).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(started("k1").state()).isEqualTo(State.OPEN);
    assertThat(bench.sessionsCreated()).isEqualTo(1);
  }

  @Test
  void aTimeoutBeforeTheWorkIsAnUnknownOutcomeToo() throws GatewayException {
    bench.hangNextStartBeforeWork();

    assertThat(failure(this::startImpatiently).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(bench.sessionsCreated()).isZero();
    assertThat(started("k1").state()).isEqualTo(State.OPEN);
  }

  private void startImpatiently() throws GatewayException {
    Session unused = bench.impatientGateway().start(bench.account(), request("k1", PRICE));
  }

  @Test
  void aBusyGatewaySaysHowLongToWait() throws GatewayException {
    bench.beBusyOnce(Duration.ofSeconds(7));

    GatewayException failure = failure(() -> started("k1"));

    assertThat(failure.kind()).isEqualTo(Kind.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(bench.sessionsCreated()).isZero();
    assertThat(started("k1").state()).isEqualTo(State.OPEN);
  }

  @Test
  void aFailureOfTheGatewaysIsStoredForItsKeyAndAnotherKeyWorks() throws GatewayException {
    bench.failNextStart();

    assertThat(failure(() -> started("k1")).kind()).isEqualTo(Kind.FAILED);
    assertThat(failure(() -> started("k1")).kind()).isEqualTo(Kind.FAILED);

    assertThat(started("k2").state()).isEqualTo(State.OPEN);
  }

  @Test
  void nobodyListeningIsUnreachable() {
    GatewayException failure =
        failure(() -> bench.gateway().start(bench.unreachableAccount(), request("k1", PRICE)));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  void anUnknownSessionIsNotFound() {
    assertThat(failure(() -> bench.gateway().fetch(bench.account(), "cs_test_none")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> bench.gateway().close(bench.account(), "cs_test_none")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> bench.gateway().fetch(bench.account(), "../account")).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  void anotherAmountIsReportedAsTaken() throws GatewayException {
    Session session = started("k1");
    bench.takeOtherAmount(1_249);
    bench.pay(session.id());

    assertThat(fetched(session).charge().flatMap(Charge::amount))
        .contains(Money.ofMajor("USD", "12.49"));
  }

  @Test
  void anotherCurrencyIsReportedAsTaken() throws GatewayException {
    Session session = started("k1");
    bench.takeOtherCurrency("eur");
    bench.pay(session.id());

    assertThat(fetched(session).charge().flatMap(Charge::amount))
        .contains(Money.ofMajor("EUR", "12.50"));
  }

  @Test
  void anUnsaidAmountIsAbsentAndNotTheAmountAskedFor() throws GatewayException {
    Session session = started("k1");
    bench.takeUnsaidAmount();
    bench.pay(session.id());

    Session paid = fetched(session);

    assertThat(paid.state()).isEqualTo(State.PAID);
    assertThat(paid.charge().map(Charge::amount)).contains(Optional.empty());
  }

  @Test
  void everyMovementHasItsOwnReference() throws GatewayException {
    Session one = started("k1");
    Session two = started("k2");
    bench.pay(one.id());
    bench.pay(two.id());

    assertThat(fetched(one).charge().map(Charge::externalRef))
        .isNotEqualTo(fetched(two).charge().map(Charge::externalRef));
  }

  @Test
  void checkingAnAccountNamesItAndItsMode() throws GatewayException {
    AccountCheck check = bench.gateway().check(bench.account());

    assertThat(check.mode()).isEqualTo(bench.account().mode());
    assertThat(check.providerAccount()).isNotBlank();
  }

  @Test
  void aNotificationWithoutASignatureIsRefused() {
    Notification answer =
        bench.gateway().verify(bench.account(), new byte[0], Map.of(), bench.now());

    assertThat(answer).isInstanceOf(Notification.Refused.class);
  }
}
