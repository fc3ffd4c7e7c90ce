package org.paylink.gateway.capture;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal;
import org.paylink.gateway.Reversal.Refund.State;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.ReversalCalls;
import org.paylink.gateway.wire.WireJson;
import org.paylink.money.Money;

/**
 * Refunds and disputes of captures. Sources of the model:
 * https://developer.paypal.com/docs/api/payments/v2/#captures_refund and
 * https://developer.paypal.com/docs/api/customer-disputes/v1/
 */
final class OrderReversals extends ReversalCalls {
  private static final String CAPTURES = "/v2/payments/captures/";
  private static final String REFUNDS = "/v2/payments/refunds";
  private static final String DISPUTES = "/v2/customer/disputes";
  private static final Pattern REASON = Pattern.compile("[A-Za-z_]{1,60}");

  private final OrderApi api;

  OrderReversals(OrderApi api) {
    super("orders");
    this.api = api;
  }

  @Override
  protected boolean isId(String text) {
    return Orders.isId(text);
  }

  @Override
  public List<Reversal> reversals(GatewayAccount account, String chargeRef)
      throws GatewayException {
    requireId(account, chargeRef);
    JsonAnswer capture = api.get(account, CAPTURES + chargeRef, Kind.FAILED);
    String currency =
        WireJson.object(capture.body(), "amount")
            .flatMap(amount -> WireJson.text(amount, "currency_code"))
            .orElse("");
    List<Reversal> reversals = new ArrayList<>();
    reversals.addAll(
        all(
            account,
            1,
            (number, last) -> {
              if (!WireJson.text(capture.body(), "id").equals(Optional.of(chargeRef))) {
                throw new MalformedException("the answer is about another capture");
              }
              return new Page(entries(capture, "refunds"), false, capture.requestId());
            },
            (refund, requestId) -> {
              requireOf(chargeRef, refund);
              return readRefund(refund, requestId);
            }));
    reversals.addAll(
        all(
            account,
            MOST_PAGES_OF_A_CHARGE,
            pages(account, DISPUTES + "?disputed_transaction_id=" + chargeRef, "items"),
            (dispute, requestId) -> {
              requireOf(chargeRef, dispute);
              return OrderDisputes.read(dispute, currency);
            }));
    return reversals;
  }

  @Override
  protected JsonAnswer payBack(GatewayAccount account, RefundRequest request)
      throws GatewayException {
    JsonObject body = new JsonObject();
    body.add("amount", Orders.amount(request.amount()));
    body.addProperty("custom_id", request.refundId());
    String path = CAPTURES + request.chargeRef() + "/refund";
    return api.post(account, path, body, request.idempotencyKey(), Kind.OUTCOME_UNKNOWN);
  }

  @Override
  protected Reversal.Refund readRefund(JsonObject refund, Optional<String> requestId)
      throws MalformedException {
    State state = state(WireJson.text(refund, "status").orElse(""));
    return new Reversal.Refund(
        WireJson.text(refund, "id")
            .filter(Orders::isId)
            .orElseThrow(() -> new MalformedException("a refund without a readable id")),
        WireJson.text(refund, "custom_id"),
        state,
        Orders.money(refund, "amount").filter(Money::isPositive),
        WireJson.moment(refund, "create_time")
            .orElseThrow(() -> new MalformedException("a refund of no readable time")),
        WireJson.moment(refund, "update_time").filter(at -> state == State.FAILED),
        WireJson.object(refund, "status_details")
            .filter(details -> state == State.FAILED)
            .flatMap(details -> WireJson.text(details, "reason"))
            .map(reason -> REASON.matcher(reason).matches() ? reason : "unknown"),
        requestId);
  }

  /** How far it is; an unknown word is PENDING. Source of the model: as above, refund status. */
  private static State state(String status) {
    return switch (status) {
      case "COMPLETED" -> State.DONE;
      case "FAILED", "CANCELLED" -> State.FAILED;
      default -> State.PENDING;
    };
  }

  @Override
  protected Optional<String> chargeOf(JsonObject reversal) {
    return WireJson.text(reversal, "capture_id")
        .or(() -> WireJson.text(reversal, "disputed_transaction_id"))
        .filter(Orders::isId);
  }

  @Override
  public Set<String> changedSince(GatewayAccount account, Instant since) throws GatewayException {
    Set<String> charges = new LinkedHashSet<>(changed(account, REFUNDS, "refunds", since));
    charges.addAll(changed(account, DISPUTES, "items", since));
    return charges;
  }

  private List<String> changed(GatewayAccount account, String list, String name, Instant since)
      throws GatewayException {
    return all(
        account,
        MOST_PAGES_OF_AN_ACCOUNT,
        pages(account, list + "?start_time=" + since, name),
        (reversal, requestId) ->
            chargeOf(reversal)
                .orElseThrow(() -> new MalformedException("a reversal of no capture")));
  }

  private Pages pages(GatewayAccount account, String list, String name) {
    return (number, last) -> {
      JsonAnswer answer =
          api.get(account, list + "&page_size=" + PAGE + "&page=" + number, Kind.FAILED);
      long pages =
          WireJson.whole(answer.body(), "total_pages")
              .orElseThrow(() -> new MalformedException("a list without its size"));
      return new Page(entries(answer, name), number < pages, answer.requestId());
    };
  }

  private static List<JsonObject> entries(JsonAnswer answer, String name)
      throws MalformedException {
    return WireJson.objects(answer.body(), name)
        .orElseThrow(() -> new MalformedException("an answer without its " + name));
  }
}
