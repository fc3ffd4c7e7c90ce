package org.paylink.gateway.stripe;

import com.google.gson.JsonObject;
import com.stripe.net.FormEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.GatewayException.Kind;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal;
import org.paylink.gateway.wire.JsonAnswer;
import org.paylink.gateway.wire.MalformedException;
import org.paylink.gateway.wire.ReversalCalls;
import org.paylink.gateway.wire.WireJson;

/**
 * Refunds and disputes of payment intents. Sources: https://docs.stripe.com/api/refunds,
 * https://docs.stripe.com/api/disputes and https://docs.stripe.com/api/pagination
 */
final class StripeReversals extends ReversalCalls {
  private static final String INTENTS = "/v1/payment_intents/";
  private static final String REFUNDS = "/v1/refunds";
  private static final String DISPUTES = "/v1/disputes";

  /** What says when a refund failed; the refund itself doesn't. */
  private static final String WITH_FAILURE = "&expand%5B0%5D=data.failure_balance_transaction";

  private final StripeApi api;

  StripeReversals(StripeApi api) {
    super("Stripe");
    this.api = api;
  }

  @Override
  protected boolean isId(String text) {
    return StripeSessions.isId(text);
  }

  /**
   * The payment intent is asked first: it says whether there is one, of which mode, and in which
   * currency.
   */
  @Override
  public List<Reversal> reversals(GatewayAccount account, String chargeRef)
      throws GatewayException {
    requireId(account, chargeRef);
    String currency = currency(account, chargeRef);
    String of = "?payment_intent=" + chargeRef;
    List<Reversal> reversals = new ArrayList<>();
    reversals.addAll(
        all(
            account,
            MOST_PAGES_OF_A_CHARGE,
            pages(account, REFUNDS + of + WITH_FAILURE),
            (refund, requestId) -> {
              requireOf(chargeRef, refund);
              return readRefund(refund, requestId);
            }));
    reversals.addAll(
        all(
            account,
            MOST_PAGES_OF_A_CHARGE,
            pages(account, DISPUTES + of),
            (dispute, requestId) -> {
              requireOf(chargeRef, dispute);
              return StripeDisputes.read(dispute, currency);
            }));
    return reversals;
  }

  private String currency(GatewayAccount account, String intentId) throws GatewayException {
    StripeModes.requireKey(account);
    JsonAnswer intent = StripeModes.require(account, api.get(account, INTENTS + intentId));
    if (!WireJson.text(intent.body(), "id").equals(Optional.of(intentId))) {
      throw failure(
          account, Kind.FAILED, "the answer is about another payment", intent.requestId());
    }
    return WireJson.text(intent.body(), "currency").orElse("").toUpperCase(Locale.ROOT);
  }

  @Override
  protected JsonAnswer payBack(GatewayAccount account, RefundRequest request)
      throws GatewayException {
    StripeModes.requireKey(account);
    String form = FormEncoder.createQueryString(StripeRefunds.request(request).toMap());
    if (!StripeApi.isHeaderSafe(request.idempotencyKey())) {
      throw failure(account, Kind.REFUSED, "the idempotency key is malformed", Optional.empty());
    }
    return StripeModes.require(
        account, api.create(account, REFUNDS, form, request.idempotencyKey()));
  }

  @Override
  protected Reversal.Refund readRefund(JsonObject refund, Optional<String> requestId)
      throws MalformedException {
    return StripeRefunds.read(refund, requestId);
  }

  @Override
  protected Optional<String> chargeOf(JsonObject reversal) {
    return StripeSessions.idIn(reversal, "payment_intent");
  }

  /**
   * Both lists from the moment on. What is of no payment intent is named by its charge, which is
   * none of ours.
   */
  @Override
  public Set<String> changedSince(GatewayAccount account, Instant since) throws GatewayException {
    StripeModes.requireKey(account);
    Set<String> charges = new LinkedHashSet<>();
    for (String list : List.of(REFUNDS, DISPUTES)) {
      String from = list + "?created%5Bgte%5D=" + Math.max(0, since.getEpochSecond());
      charges.addAll(
          all(
              account,
              MOST_PAGES_OF_AN_ACCOUNT,
              pages(account, from),
              (reversal, requestId) ->
                  chargeOf(reversal)
                      .or(() -> StripeSessions.idIn(reversal, "charge"))
                      .orElseThrow(() -> new MalformedException("a reversal of no payment"))));
    }
    return charges;
  }

  private Pages pages(GatewayAccount account, String list) {
    return (number, last) -> {
      String after = last.isEmpty() ? "" : "&starting_after=" + id(last.get());
      JsonAnswer answer =
          StripeModes.require(account, api.get(account, list + "&limit=" + PAGE + after));
      return new Page(
          WireJson.objects(answer.body(), "data")
              .orElseThrow(() -> new MalformedException("a list without its entries")),
          WireJson.truth(answer.body(), "has_more")
              .orElseThrow(() -> new MalformedException("a list without its end")),
          answer.requestId());
    };
  }

  private static String id(JsonObject entry) throws MalformedException {
    return WireJson.text(entry, "id")
        .filter(StripeSessions::isId)
        .orElseThrow(() -> new MalformedException("an entry without a readable id"));
  }
}
