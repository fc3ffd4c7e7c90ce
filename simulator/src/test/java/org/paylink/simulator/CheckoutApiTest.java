package org.paylink.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.AuthenticationException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.checkout.Session;
import com.stripe.param.EventListParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paylink.simulator.account.Refusal;

class CheckoutApiTest extends SimulatorFixture {
  @Test
  void aNewSessionIsOpenAndUnpaidAndHasAPage() throws StripeException {
    Session session = create();

    assertThat(session.getId()).startsWith("cs_test_");
    assertThat(session.getStatus()).isEqualTo("open");
    assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
    assertThat(session.getAmountTotal()).isEqualTo(1_250);
    assertThat(session.getCurrency()).isEqualTo("usd");
    assertThat(session.getClientReferenceId()).isEqualTo("invoice-1001");
    assertThat(session.getMetadata()).containsEntry("attempt", "a-1");
    assertThat(session.getUrl()).startsWith(simulator.baseUrl() + "/c/pay/cs_test_");
    assertThat(session.getPaymentIntent()).isNull();
    assertThat(session.getLivemode()).isFalse();
    assertThat(session.getExpiresAt() - session.getCreated()).isEqualTo(86_400);
    assertThat(session.getLastResponse().requestId()).startsWith("req_");
  }

  @Test
  void aPaidSessionIsCompleteAndTellsItsChargeWhenExpanded() throws StripeException {
    String id = create().getId();
    simulator.pay(id);

    Session plain = fetch(id);
    Session whole =
        stripe
            .v1()
            .checkout()
            .sessions()
            .retrieve(
                id,
                SessionRetrieveParams.builder().addExpand("payment_intent.latest_charge").build());

    assertThat(plain.getStatus()).isEqualTo("complete");
    assertThat(plain.getPaymentStatus()).isEqualTo("paid");
    assertThat(plain.getUrl()).isNull();
    assertThat(plain.getPaymentIntent()).startsWith("pi_");
    assertThat(plain.getPaymentIntentObject()).isNull();
    var intent = whole.getPaymentIntentObject();
    assertThat(intent.getStatus()).isEqualTo("succeeded");
    assertThat(intent.getAmountReceived()).isEqualTo(1_250);
    assertThat(intent.getMetadata()).containsEntry("attempt", "a-1");
    assertThat(intent.getDescription()).isEqualTo("Invoice 1001");
    assertThat(intent.getLatestChargeObject().getPaid()).isTrue();
    assertThat(stripe.v1().charges().retrieve(intent.getLatestCharge()).getAmountCaptured())
        .isEqualTo(1_250);
  }

  @Test
  void aDeclineLeavesTheSessionOpenForAnotherTry() throws StripeException {
    String id = create().getId();

    simulator.decline(id, "insufficient_funds");

    Session session = fetch(id);
    var intent = stripe.v1().paymentIntents().retrieve(session.getPaymentIntent());
    assertThat(session.getStatus()).isEqualTo("open");
    assertThat(intent.getStatus()).isEqualTo("requires_payment_method");
    assertThat(intent.getLastPaymentError().getDeclineCode()).isEqualTo("insufficient_funds");
    simulator.pay(id);
    assertThat(fetch(id).getPaymentIntent()).isEqualTo(session.getPaymentIntent());
    assertThat(simulator.totalCharged()).containsExactly(java.util.Map.entry("usd", 1_250L));
  }

  @Test
  void aBankDebitIsPaidOnlyWhenTheBankSaysSo() throws StripeException {
    String paid = create().getId();
    String refused = create().getId();
    simulator.payByBankDebit(paid);
    simulator.payByBankDebit(refused);
    assertThat(fetch(paid).getStatus()).isEqualTo("complete");
    assertThat(fetch(paid).getPaymentStatus()).isEqualTo("unpaid");
    assertThat(simulator.chargesMade()).isZero();

    simulator.bankDebitSucceeds(paid);
    simulator.bankDebitFails(refused);

    assertThat(fetch(paid).getPaymentStatus()).isEqualTo("paid");
    assertThat(fetch(refused).getPaymentStatus()).isEqualTo("unpaid");
    assertThat(simulator.chargesMade()).isEqualTo(1);
    assertThat(eventTypes())
        .contains("checkout.session.async_payment_succeeded")
        .contains("checkout.session.async_payment_failed");
  }

  @Test
  void anExpiredSessionCannotBePaid() throws StripeException {
    String id = create().getId();

    Session expired = stripe.v1().checkout().sessions().expire(id);

    assertThat(expired.getStatus()).isEqualTo("expired");
    assertThat(expired.getUrl()).isNull();
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> simulator.pay(id));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.EXPIRED);
    assertThat(simulator.chargesMade()).isZero();
  }

  @Test
  void aCompleteSessionCannotBeExpired() throws StripeException {
    String id = create().getId();
    simulator.pay(id);

    InvalidRequestException error =
        catchThrowableOfType(
            InvalidRequestException.class, () -> stripe.v1().checkout().sessions().expire(id));

    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(error.getMessage()).contains("has a status of `complete`");
  }

  @Test
  void aSessionExpiresWhenItsTimeIsOverAndSaysSoOnce() throws StripeException {
    long end = simulator.clock().epochSecond() + 1_800;
    String id =
        stripe
            .v1()
            .checkout()
            .sessions()
            .create(params(1_250, "usd").setExpiresAt(end).build())
            .getId();
    passTime(Duration.ofSeconds(1_799));
    assertThat(fetch(id).getStatus()).isEqualTo("open");

    passTime(Duration.ofSeconds(1));

    assertThat(fetch(id).getStatus()).isEqualTo("expired");
    simulator.tick();
    assertThat(eventTypes()).containsExactly("checkout.session.expired");
  }

  @Test
  void anEndOutsideHalfAnHourToADayIsRefused() {
    long now = simulator.clock().epochSecond();
    for (long end : new long[] {now + 1_799, now + 86_400}) {
      InvalidRequestException error =
          catchThrowableOfType(
              InvalidRequestException.class,
              () ->
                  stripe
                      .v1()
                      .checkout()
                      .sessions()
                      .create(params(1_250, "usd").setExpiresAt(end).build()));
      assertThat(error.getParam()).isEqualTo("expires_at");
    }
  }

  @Test
  void listsAreNewestFirstAndPagedAndFiltered() throws StripeException {
    String first = create().getId();
    String second = create().getId();
    String third = create().getId();
    simulator.pay(second);
    var sessions = stripe.v1().checkout().sessions();

    var page = sessions.list(SessionListParams.builder().setLimit(2L).build());
    var rest =
        sessions.list(SessionListParams.builder().setLimit(2L).setStartingAfter(second).build());
    var paid =
        sessions.list(
            SessionListParams.builder().setPaymentIntent(fetch(second).getPaymentIntent()).build());

    assertThat(page.getData()).extracting(Session::getId).containsExactly(third, second);
    assertThat(page.getHasMore()).isTrue();
    assertThat(rest.getData()).extracting(Session::getId).containsExactly(first);
    assertThat(rest.getHasMore()).isFalse();
    assertThat(paid.getData()).extracting(Session::getId).containsExactly(second);
  }

  @Test
  void eventsAreFoundByTypeAndTime() throws StripeException {
    simulator.pay(create().getId());
    passTime(Duration.ofMinutes(5));
    long later = simulator.clock().epochSecond();
    simulator.pay(create().getId());

    var completed =
        stripe
            .v1()
            .events()
            .list(
                EventListParams.builder()
                    .addType("checkout.session.completed")
                    .setCreated(EventListParams.Created.builder().setGte(later).build())
                    .build());

    assertThat(completed.getData()).hasSize(1);
    Event event = stripe.v1().events().retrieve(completed.getData().get(0).getId());
    assertThat(event.getDataObjectDeserializer().getObject()).containsInstanceOf(Session.class);
  }

  @Test
  void theAccountAndItsBalanceCanBeRead() throws StripeException {
    simulator.pay(create().getId());

    assertThat(stripe.v1().accounts().retrieveCurrent().getChargesEnabled()).isTrue();
    assertThat(stripe.v1().balance().retrieve().getPending().get(0).getAmount()).isEqualTo(1_250);
  }

  @Test
  void aWrongKeyIsRefused() {
    AuthenticationException error =
        catchThrowableOfType(
            AuthenticationException.class,
            () -> client(simulator, "sk_test_wrong").v1().checkout().sessions().retrieve("cs_x"));

    assertThat(error.getStatusCode()).isEqualTo(401);
    assertThat(error.getMessage()).contains("Invalid API Key provided");
  }

  @Test
  void anUnknownSessionIsMissing() {
    InvalidRequestException error =
        catchThrowableOfType(InvalidRequestException.class, () -> fetch("cs_test_none"));

    assertThat(error.getStatusCode()).isEqualTo(404);
    assertThat(error.getCode()).isEqualTo("resource_missing");
  }

  private List<String> eventTypes() {
    return simulator.events().stream().map(e -> e.get("type").getAsString()).toList();
  }
}
