package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import com.stripe.param.RefundCreateParams;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal.Refund;
import org.paylink.gateway.Reversal.Refund.State;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/** Refunds on Stripe's wire. Source: https://docs.stripe.com/api/refunds/object */
final class StripeRefunds {
  /** Metadata key of our refund. */
  static final String REFUND = "paylink_refund";

  private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,100}");

  private StripeRefunds() {}

  /**
   * The parameters: a pure function of the frozen request, so that a repetition is identical.
   *
   * @throws ArithmeticException if Stripe can't be asked for exactly this amount
   */
  static RefundCreateParams request(RefundRequest request) {
    RefundCreateParams.Builder parameters =
        RefundCreateParams.builder()
            .setPaymentIntent(request.chargeRef())
            .setAmount(StripeCurrencies.toSmallestUnit(request.amount()))
            .putMetadata(REFUND, request.refundId());
    switch (request.reason()) {
      case REQUESTED_BY_CUSTOMER ->
          parameters.setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER);
      case DUPLICATE -> parameters.setReason(RefundCreateParams.Reason.DUPLICATE);
      case FRAUDULENT -> parameters.setReason(RefundCreateParams.Reason.FRAUDULENT);
      case OTHER -> {
        // Stripe knows no other reason, and needs none.
      }
    }
    return parameters.build();
  }

  /** The refund as the answer says it. */
  static Refund read(JsonObject refund, Optional<String> requestId) throws MalformedException {
    State state = state(WireJson.text(refund, "status").orElse(""));
    return new Refund(
        WireJson.text(refund, "id")
            .filter(StripeSessions::isId)
            .orElseThrow(() -> new MalformedException("a refund without a readable id")),
        WireJson.object(refund, "metadata").flatMap(notes -> WireJson.text(notes, REFUND)),
        state,
        amount(refund).filter(Money::isPositive),
        StripeSessions.instant(refund, "created")
            .orElseThrow(() -> new MalformedException("a refund of no readable time")),
        state == State.FAILED ? failedAt(refund) : Optional.empty(),
        state == State.FAILED ? failure(refund) : Optional.empty(),
        requestId);
  }

  /**
   * How far it is; what needs something of the payer, and what is unknown, is PENDING. One that was
   * cancelled never left. Source: https://docs.stripe.com/refunds#refund-statuses
   */
  private static State state(String status) {
    return switch (status) {
      case "succeeded" -> State.DONE;
      case "failed", "canceled" -> State.FAILED;
      default -> State.PENDING;
    };
  }

  private static Optional<Money> amount(JsonObject refund) {
    Optional<Long> amount = WireJson.whole(refund, "amount");
    return WireJson.text(refund, "currency")
        .flatMap(code -> amount.flatMap(value -> StripeCurrencies.toMoney(code, value)));
  }

  private static Optional<Instant> failedAt(JsonObject refund) {
    return WireJson.object(refund, "failure_balance_transaction")
        .flatMap(movement -> StripeSessions.instant(movement, "created"));
  }

  /** Source of the codes: https://docs.stripe.com/refunds#failed-refunds */
  private static Optional<String> failure(JsonObject refund) {
    return WireJson.text(refund, "failure_reason")
        .map(code -> CODE.matcher(code).matches() ? code : "unknown");
  }
}
