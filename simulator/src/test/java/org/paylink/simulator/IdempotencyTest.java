package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.fault.ApiOperation;

class IdempotencyTest extends SimulatorFixture {
  private Session createUnder(String key, long amount) throws StripeException {
    SessionCreateParams params = params(amount, "usd").build();
    return stripe.v1().checkout().sessions().create(params, key(key));
  }

  @Test
  void aRepeatedKeyGivesTheFirstAnswer() throws StripeException {
    Session first = createUnder("k", 1_250);
    simulator.pay(first.getId());

    Session again = createUnder("k", 1_250);

    assertThat(again.getId()).isEqualTo(first.getId());
    assertThat(again.getStatus()).isEqualTo("open");
    assertThat(again.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .contains("true");
    assertThat(simulator.sessionsCreated()).isEqualTo(1);
  }

  @Test
  void otherParametersUnderTheSameKeyAreRefused() throws StripeException {
    createUnder("k", 1_250);

    IdempotencyException error =
        catchThrowableOfType(IdempotencyException.class, () -> createUnder("k", 1_251));

    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(simulator.sessionsCreated()).isEqualTo(1);
  }

  @Test
  void anotherEndpointUnderTheSameKeyIsRefused() throws StripeException {
    String id = createUnder("k", 1_250).getId();

    IdempotencyException error =
        catchThrowableOfType(
            IdempotencyException.class,
            () -> stripe.v1().checkout().sessions().expire(id, key("k")));

    assertThat(error.getMessage()).contains("same endpoint");
  }

  @Test
  void aStoredServerErrorIsReplayed() throws StripeException {
    simulator.faults().serverError(ApiOperation.CREATE, 1);

    ApiException first = catchThrowableOfType(ApiException.class, () -> createUnder("k", 1_250));
    ApiException again = catchThrowableOfType(ApiException.class, () -> createUnder("k", 1_250));

    assertThat(first.getStatusCode()).isEqualTo(500);
    assertThat(again.getStatusCode()).isEqualTo(500);
    assertThat(again.getMessage()).isEqualTo(first.getMessage());
    assertThat(simulator.sessionsCreated()).isZero();
    assertThat(createUnder("k2", 1_250).getStatus()).isEqualTo("open");
  }

  @Test
  void aValidationErrorIsNotStored() throws StripeException {
    InvalidRequestException error =
        catchThrowableOfType(InvalidRequestException.class, () -> createUnder("k", 10));

    assertThat(error.getCode()).isEqualTo("amount_too_small");
    assertThat(createUnder("k", 1_250).getStatus()).isEqualTo("open");
  }

  @Test
  void aRateLimitIsNotStored() throws StripeException {
    simulator.faults().rateLimit(ApiOperation.CREATE, 1, Duration.ofSeconds(3));

    RateLimitException error =
        catchThrowableOfType(RateLimitException.class, () -> createUnder("k", 1_250));

    assertThat(error.getStatusCode()).isEqualTo(429);
    assertThat(createUnder("k", 1_250).getStatus()).isEqualTo("open");
  }

  @Test
  void aKeyIsForgottenAfterADay() throws StripeException {
    String first = createUnder("k", 1_250).getId();
    passTime(Duration.ofHours(24).minusSeconds(1));
    assertThat(createUnder("k", 1_250).getId()).isEqualTo(first);

    passTime(Duration.ofSeconds(1));

    assertThat(createUnder("k", 1_250).getId()).isNotEqualTo(first);
  }

  @Test
  void aKeyInUseIsAConflict() throws Exception {
    simulator.faults().slow(ApiOperation.CREATE, 1, Duration.ofMillis(1_500));
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Integer>> calls = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        calls.add(this::statusOfCreation);
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<Integer> answer : threads.invokeAll(calls)) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnly(200, 409);
      assertThat(simulator.sessionsCreated()).isEqualTo(1);
      assertThat(statusOfCreation()).isEqualTo(200);
    } finally {
      threads.shutdownNow();
    }
  }

  private int statusOfCreation() {
    try {
      return createUnder("k", 1_250).getLastResponse().code();
    } catch (StripeException e) {
      return e.getStatusCode();
    }
  }
}
