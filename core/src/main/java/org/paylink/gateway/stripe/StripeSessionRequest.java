package org.paylink.gateway.stripe;

import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionCreateParams.PaymentIntentData;
import java.util.Locale;
import org.paylink.gateway.StartRequest;

/**
 * A checkout as Stripe takes it. A pure function of the frozen request, so that a repeated request
 * has identical parameters: Stripe refuses a key that comes back with others. Source:
 * https://docs.stripe.com/api/checkout/sessions/create
 */
final class StripeSessionRequest {
  /** Metadata key of our attempt, on the session, its payment intent and its charge. */
  static final String ATTEMPT = "paylink_attempt";

  /** Metadata key of our link. */
  static final String LINK = "paylink_link";

  private StripeSessionRequest() {}

  /**
   * The parameters.
   *
   * @throws ArithmeticException if Stripe can't be asked for exactly this amount
   */
  static SessionCreateParams of(StartRequest request) {
    return SessionCreateParams.builder()
        .setMode(SessionCreateParams.Mode.PAYMENT)
        .setClientReferenceId(request.attemptId())
        .putMetadata(ATTEMPT, request.attemptId())
        .putMetadata(LINK, request.linkId())
        .setPaymentIntentData(
            PaymentIntentData.builder()
                .putMetadata(ATTEMPT, request.attemptId())
                .putMetadata(LINK, request.linkId())
                .build())
        .setSuccessUrl(request.returnUrl())
        .setCancelUrl(request.cancelUrl())
        .setExpiresAt(request.expiresAt().getEpochSecond())
        .setLocale(StripeLocales.of(request.localeTag()))
        .addLineItem(lineItem(request))
        .build();
  }

  private static LineItem lineItem(StartRequest request) {
    return LineItem.builder()
        .setQuantity(1L)
        .setPriceData(
            LineItem.PriceData.builder()
                .setCurrency(request.amount().currency().toLowerCase(Locale.ROOT))
                .setUnitAmount(StripeCurrencies.toSmallestUnit(request.amount()))
                .setProductData(
                    LineItem.PriceData.ProductData.builder().setName(request.purpose()).build())
                .build())
        .build();
  }
}
