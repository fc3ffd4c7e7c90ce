package org.paylink.checkout;

import com.google.gson.Gson;
import java.time.Instant;
import org.paylink.gateway.StartRequest;
import org.paylink.link.LinkTokens;
import org.paylink.link.PaymentAttempt;

/**
 * What an attempt asks its gateway, stored before it is first sent, so that it can be repeated
 * unchanged. The addresses to return to are derived when it is sent, because they open the
 * payment's page and so are not stored.
 *
 * @param purpose what for
 * @param baseUrl the public base address at that time
 * @param keyVersion the key its return address is derived with
 * @param expiresAtMillis when the session should end, epoch milliseconds
 * @param localeTag the customer's language
 * @param chosenLanguage the language the way back keeps; null when none was chosen
 */
public record FrozenRequest(
    String purpose,
    String baseUrl,
    long keyVersion,
    long expiresAtMillis,
    String localeTag,
    String chosenLanguage) {
  private static final Gson JSON = new Gson();

  /** As stored. */
  public String toJson() {
    return JSON.toJson(this);
  }

  /** As stored with an attempt. */
  public static FrozenRequest of(PaymentAttempt attempt) {
    return JSON.fromJson(attempt.frozenRequest(), FrozenRequest.class);
  }

  /** The same without the words that people wrote. */
  public FrozenRequest withoutWords() {
    return new FrozenRequest("", baseUrl, keyVersion, expiresAtMillis, localeTag, chosenLanguage);
  }

  /** What to send for an attempt. */
  public StartRequest forGateway(PaymentAttempt attempt, byte[] key) {
    String back = baseUrl + "/pay/return/" + LinkTokens.returnHandle(key, attempt.id());
    return new StartRequest(
        attempt.idempotencyKey(),
        attempt.id(),
        attempt.linkId(),
        attempt.amount(),
        purpose,
        chosenLanguage == null ? back : back + "?lang=" + chosenLanguage,
        back + "?left=1" + (chosenLanguage == null ? "" : "&lang=" + chosenLanguage),
        Instant.ofEpochMilli(expiresAtMillis),
        localeTag);
  }
}
