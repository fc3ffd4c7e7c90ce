package org.paylink.gateway.hostedform;

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
 * Refunds as transactions of their own that refer to a settled one. This gateway tells of no
 * disputes: they arrive by letter. Source of the model:
 * https://developer.authorize.net/api/reference/index.html#payment-transactions-refund-a-transaction
 */
final class FormReversals extends ReversalCalls {
  private static final Pattern REASON = Pattern.compile("[a-z_]{1,60}");

  private final FormApi api;

  FormReversals(FormApi api) {
    super("hosted form");
    this.api = api;
  }

  @Override
  protected boolean isId(String text) {
    return FormPages.isId(text);
  }

  @Override
  public List<Reversal> reversals(GatewayAccount account, String chargeRef)
      throws GatewayException {
    requireId(account, chargeRef);
    return new ArrayList<>(
        all(
            account,
            1,
            (number, last) -> {
              JsonObject body = new JsonObject();
              body.addProperty("transId", chargeRef);
              JsonAnswer answer =
                  api.call(account, "getTransactionDetailsRequest", body, Kind.FAILED);
              requireTransaction(answer.body(), chargeRef);
              return new Page(refunds(answer), false, answer.requestId());
            },
            (refund, requestId) -> {
              requireOf(chargeRef, refund);
              return readRefund(refund, requestId);
            }));
  }

  private static void requireTransaction(JsonObject body, String chargeRef)
      throws MalformedException {
    Optional<String> id =
        WireJson.object(body, "transaction").flatMap(t -> WireJson.text(t, "transId"));
    if (!id.equals(Optional.of(chargeRef))) {
      throw new MalformedException("the answer is about another transaction");
    }
  }

  @Override
  protected JsonAnswer payBack(GatewayAccount account, RefundRequest request)
      throws GatewayException {
    if (!FormPages.CURRENCIES.contains(request.amount().currency())) {
      throw new ArithmeticException("it does not count in " + request.amount().currency());
    }
    JsonObject fields = new JsonObject();
    fields.addProperty("refund", request.refundId());
    JsonObject transaction = new JsonObject();
    transaction.addProperty("transactionType", "refundTransaction");
    transaction.addProperty("amount", request.amount().major().toPlainString());
    transaction.addProperty("currencyCode", request.amount().currency());
    transaction.addProperty("refTransId", request.chargeRef());
    transaction.add("userFields", fields);
    JsonObject body = new JsonObject();
    body.addProperty("refId", request.idempotencyKey());
    body.add("transactionRequest", transaction);
    return api.call(account, "createTransactionRequest", body, Kind.OUTCOME_UNKNOWN);
  }

  @Override
  protected Reversal.Refund readRefund(JsonObject refund, Optional<String> requestId)
      throws MalformedException {
    State state = state(WireJson.text(refund, "transactionStatus").orElse(""));
    return new Reversal.Refund(
        WireJson.text(refund, "transId")
            .filter(FormPages::isId)
            .orElseThrow(() -> new MalformedException("a refund without a readable id")),
        WireJson.object(refund, "userFields").flatMap(fields -> WireJson.text(fields, "refund")),
        state,
        WireJson.money(refund, "currencyCode", "settleAmount").filter(Money::isPositive),
        WireJson.moment(refund, "submitTimeUTC")
            .orElseThrow(() -> new MalformedException("a refund of no readable time")),
        WireJson.moment(refund, "returnedTimeUTC").filter(at -> state == State.FAILED),
        WireJson.text(refund, "responseReason")
            .filter(reason -> state == State.FAILED)
            .map(reason -> REASON.matcher(reason).matches() ? reason : "unknown"),
        requestId);
  }

  /** How far it is, by the wire's table in simulator/README.md; an unknown word is PENDING. */
  private static State state(String status) {
    return switch (status) {
      case "refundSettledSuccessfully" -> State.DONE;
      case "returnedItem" -> State.FAILED;
      default -> State.PENDING;
    };
  }

  @Override
  protected Optional<String> chargeOf(JsonObject reversal) {
    return WireJson.text(reversal, "refTransId").filter(FormPages::isId);
  }

  @Override
  public Set<String> changedSince(GatewayAccount account, Instant since) throws GatewayException {
    return new LinkedHashSet<>(
        all(
            account,
            MOST_PAGES_OF_AN_ACCOUNT,
            (number, last) -> {
              JsonAnswer answer =
                  api.call(account, "getRefundListRequest", page(since, number), Kind.FAILED);
              long size =
                  WireJson.whole(answer.body(), "totalNumInResultSet")
                      .orElseThrow(() -> new MalformedException("a list without its size"));
              return new Page(refunds(answer), (long) number * PAGE < size, answer.requestId());
            },
            (refund, requestId) ->
                chargeOf(refund)
                    .orElseThrow(() -> new MalformedException("a refund of no transaction"))));
  }

  private static JsonObject page(Instant since, int number) {
    JsonObject paging = new JsonObject();
    paging.addProperty("limit", Integer.toString(PAGE));
    paging.addProperty("offset", Integer.toString(number));
    JsonObject body = new JsonObject();
    body.addProperty("submittedSince", since.toString());
    body.add("paging", paging);
    return body;
  }

  private static List<JsonObject> refunds(JsonAnswer answer) throws MalformedException {
    return WireJson.objects(answer.body(), "refunds")
        .orElseThrow(() -> new MalformedException("an answer without its refunds"));
  }
}
