package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.Session.State;
import org.paylink.money.Money;

/** Keys, lost answers, refusals: what a failure says of what was done. */
interface OutcomeContract extends ContractCase {
  @Test
  default void theSameKeyAnswersTheSameSession() throws GatewayException {
    assertThat(started("k1").id()).isEqualTo(started("k1").id());
    assertThat(started("k2").id()).isNotEqualTo(started("k1").id());
    assertThat(bench().sessionsCreated()).isEqualTo(2);
  }

  @Test
  default void aKeyUsedForSomethingElseIsRefused() throws GatewayException {
    Session unused = started("k1");

    GatewayException failure =
        failure(
            () ->
                bench()
                    .gateway()
                    .start(bench().account(), request("k1", Money.ofMajor("USD", "12.51"))));

    assertThat(failure.kind()).isEqualTo(Kind.KEY_REUSED);
    assertThat(bench().sessionsCreated()).isEqualTo(1);
    assertThat(unused.state()).isEqualTo(State.OPEN);
  }

  @Test
  default void manyStartsAtOnceUnderOneKeyMakeOneSession() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<Optional<String>>> answers =
          threads.invokeAll(Collections.nCopies(16, this::startedOrBusy));
      Set<String> sessions = new HashSet<>();
      for (Future<Optional<String>> answer : answers) {
        answer.get().ifPresent(sessions::add);
      }
      assertThat(sessions).hasSize(1);
      assertThat(bench().sessionsCreated()).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private Optional<String> startedOrBusy() throws GatewayException {
    try {
      return Optional.of(started("k1").id());
    } catch (GatewayException failure) {
      assertThat(failure.kind()).isEqualTo(Kind.BUSY);
      return Optional.empty();
    }
  }

  @Test
  default void aLostAnswerIsAnUnknownOutcomeAndRepeatingMakesNoSecondSession()
      throws GatewayException {
    bench().loseAnswerOfNextStart();

    assertThat(failure(() -> started("k1")).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(bench().sessionsCreated()).isEqualTo(1);
    assertThat(started("k1").state()).isEqualTo(State.OPEN);
    assertThat(bench().sessionsCreated()).isEqualTo(1);
  }

  @Test
  default void aTimeoutAfterTheWorkIsAnUnknownOutcome() throws GatewayException {
    bench().hangNextStartAfterWork();

    assertThat(failure(this::startImpatiently).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(started("k1").state()).isEqualTo(State.OPEN);
    assertThat(bench().sessionsCreated()).isEqualTo(1);
  }

  @Test
  default void aTimeoutBeforeTheWorkIsAnUnknownOutcomeToo() throws GatewayException {
    bench().hangNextStartBeforeWork();

    assertThat(failure(this::startImpatiently).kind()).isEqualTo(Kind.OUTCOME_UNKNOWN);

    assertThat(bench().sessionsCreated()).isZero();
    assertThat(started("k1").state()).isEqualTo(State.OPEN);
  }

  @Test
  default void aBusyGatewaySaysHowLongToWait() throws GatewayException {
    bench().beBusyOnce(Duration.ofSeconds(7));

    GatewayException failure = failure(() -> started("k1"));

    assertThat(failure.kind()).isEqualTo(Kind.BUSY);
    assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
    assertThat(bench().sessionsCreated()).isZero();
    assertThat(started("k1").state()).isEqualTo(State.OPEN);
  }

  @Test
  default void aFailureOfTheGatewaysIsStoredForItsKeyAndAnotherKeyWorks() throws GatewayException {
    bench().failNextStart();

    assertThat(failure(() -> started("k1")).kind()).isEqualTo(Kind.FAILED);
    assertThat(failure(() -> started("k1")).kind()).isEqualTo(Kind.FAILED);

    assertThat(started("k2").state()).isEqualTo(State.OPEN);
  }

  @Test
  default void nobodyListeningIsUnreachable() {
    GatewayException failure =
        failure(() -> bench().gateway().start(bench().unreachableAccount(), request("k1", PRICE)));

    assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE);
  }

  @Test
  default void anUnknownSessionIsNotFound() {
    assertThat(failure(() -> bench().gateway().fetch(bench().account(), "cs_test_none")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> bench().gateway().close(bench().account(), "cs_test_none")).kind())
        .isEqualTo(Kind.NOT_FOUND);
    assertThat(failure(() -> bench().gateway().fetch(bench().account(), "../account")).kind())
        .isEqualTo(Kind.NOT_FOUND);
  }

  @Test
  default void checkingAnAccountNamesItAndItsMode() throws GatewayException {
    AccountCheck check = bench().gateway().check(bench().account());

    assertThat(check.mode()).isEqualTo(bench().account().mode());
    assertThat(check.providerAccount()).isNotBlank();
  }

  @Test
  default void aWrongKeyIsRefusedAndNotQuoted() {
    GatewayAccount wrong = bench().accountWithKey("sk_test_wrong0and0never0quoted");

    for (GatewayException failure :
        List.of(
            failure(() -> bench().gateway().start(wrong, request("k1", PRICE))),
            failure(() -> bench().gateway().check(wrong)))) {
      assertThat(failure.kind()).isEqualTo(Kind.KEY_REFUSED);
      assertThat(failure.toString() + failure.getCause()).doesNotContain("never0quoted");
    }
    assertThat(bench().sessionsCreated()).isZero();
  }

  @Test
  default void aKeyThatCannotBeSentIsRefusedAndNotQuotedEither() {
    GatewayAccount broken = bench().accountWithKey("sk_test_a\nX-Injected: b");

    GatewayException failure = failure(() -> bench().gateway().check(broken));

    assertThat(failure.kind()).isEqualTo(Kind.KEY_REFUSED);
    assertThat(failure.toString() + failure.getCause()).doesNotContain("Injected");
  }

  @Test
  default void noFailureTellsASecretOrAnAddressWithAToken() {
    bench().loseAnswerOfNextStart();
    GatewayException lost = failure(() -> started("k1"));
    GatewayException unreachable =
        failure(() -> bench().gateway().start(bench().unreachableAccount(), request("k2", PRICE)));

    for (GatewayException failure : List.of(lost, unreachable)) {
      assertThat(failure.toString() + failure.getCause())
          .doesNotContain(bench().account().apiKey().reveal(), "tok_en")
          .doesNotContain(bench().account().webhookSecrets().get(0).reveal());
    }
  }

  private void startImpatiently() throws GatewayException {
    Session unused = bench().impatientGateway().start(bench().account(), request("k1", PRICE));
  }
}
