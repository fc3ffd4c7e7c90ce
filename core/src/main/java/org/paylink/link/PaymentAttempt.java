package org.paylink.link;

import java.time.Instant;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * One checkout of one link at one gateway account, for one exact amount.
 *
 * @param id the primary key, also in the gateway's metadata
 * @param linkId its link
 * @param subject the link's subject
 * @param gatewayAccountId where
 * @param amount what the gateway was asked to take
 * @param state how far it got
 * @param frozenRequest the request as it was first sent, as JSON; repeated unchanged
 * @param idempotencyKey the key it is sent under
 * @param sessionId the gateway's session, once known
 * @param sessionUrl where the customer pays, once known
 * @param sessionExpiresAt when the gateway ends the session, once known
 * @param decline the gateway's code of the last decline, if any
 * @param polls how often the gateway was asked about it without news
 * @param createdAt when it began
 * @param attendedBy the user who last opened its page with the customer on the phone or at the desk
 */
public record PaymentAttempt(
    String id,
    String linkId,
    Subject subject,
    String gatewayAccountId,
    Money amount,
    AttemptState state,
    String frozenRequest,
    String idempotencyKey,
    Optional<String> sessionId,
    Optional<String> sessionUrl,
    Optional<Instant> sessionExpiresAt,
    Optional<String> decline,
    long polls,
    Instant createdAt,
    Optional<String> attendedBy) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentAttempt";

  /** The attempt a stored row holds. */
  public static PaymentAttempt of(Row row) {
    return new PaymentAttempt(
        row.text("paymentAttemptId"),
        row.text("paymentLinkId"),
        Subject.of(row),
        row.text("gatewayAccountId"),
        row.money("amount", "currencyUomId"),
        AttemptState.valueOf(row.text("state")),
        row.text("frozenRequest"),
        row.text("idempotencyKey"),
        row.optionalText("sessionId"),
        row.optionalText("sessionUrl"),
        row.moment("sessionExpiresAt"),
        row.optionalText("declineCode"),
        row.number("pollCount"),
        row.moment("createdDate").orElseThrow(),
        row.optionalText("attendedByUserLogin"));
  }

  /** Whether the customer has not finished it, so that it can be closed at the gateway. */
  public boolean mayBeClosed() {
    return state == AttemptState.STARTING || state == AttemptState.PAYABLE;
  }

  /**
   * Whether its session is known and its end has passed; what became of it is still the gateway's
   * to say.
   */
  public boolean isOverdueAt(Instant now) {
    return sessionExpiresAt.isPresent() && !now.isBefore(sessionExpiresAt.get());
  }
}
