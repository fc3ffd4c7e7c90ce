package org.paylink.gateway;

import java.time.Instant;
import org.paylink.money.Money;

/**
 * One checkout to be started, frozen: whenever it is sent again it is sent unchanged, under the
 * same key.
 *
 * @param idempotencyKey at most 60 characters, unique to this request
 * @param attemptId our attempt, put into the gateway's metadata
 * @param linkId our link, put into the gateway's metadata
 * @param amount what the customer is to pay, exactly
 * @param purpose what for, in the customer's words; at most 250 characters
 * @param returnUrl where the gateway sends the browser after it finished
 * @param cancelUrl where the gateway sends the browser that gave up
 * @param expiresAt when the session should end; the gateway may allow only later or earlier times
 * @param localeTag BCP 47 tag of the customer's language
 */
public record StartRequest(
    String idempotencyKey,
    String attemptId,
    String linkId,
    Money amount,
    String purpose,
    String returnUrl,
    String cancelUrl,
    Instant expiresAt,
    String localeTag) {}
