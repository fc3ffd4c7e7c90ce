package org.paylink.link;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.time.Instant;
import java.util.Map;
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
 * @param sessionFields what the customer's browser posts there; empty when it is redirected
 * @param sessionExpiresAt when the gateway ends the session, once known
 * @param decline the gateway's code of the last decline, if any
 * @param polls how often the gateway was asked about it without news
 * @param createdAt when it began
 * @param takingMark the decision to take what the customer agreed to, as long as its outcome isn't
 *     recorded: the moment it was made, in epoch milliseconds, made unique for the attempt
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
    Map<String, String> sessionFields,
    Optional<Instant> sessionExpiresAt,
    Optional<String> decline,
    long polls,
    Instant createdAt,
    Optional<Long> takingMark,
    Optional<String> attendedBy) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentAttempt";

  private static final Gson JSON = new Gson();

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
        row.optionalText("sessionFields").map(PaymentAttempt::fields).orElse(Map.of()),
        row.moment("sessionExpiresAt"),
        row.optionalText("declineCode"),
        row.number("pollCount"),
        row.moment("createdDate").orElseThrow(),
        Optional.of(row.number("takingMark")).filter(mark -> mark > 0),
        row.optionalText("attendedByUserLogin"));
  }

  /** What a browser posts, as stored; absent when it posts nothing. */
  public static Optional<String> stored(Map<String, String> fields) {
    return fields.isEmpty() ? Optional.empty() : Optional.of(JSON.toJson(fields));
  }

  private static Map<String, String> fields(String stored) {
    return JSON.fromJson(stored, new TypeToken<Map<String, String>>() {}.getType());
  }

  /** Whether the customer has not finished it, so that it can be closed at the gateway. */
  public boolean mayBeClosed() {
    return (state == AttemptState.STARTING || state == AttemptState.PAYABLE) && !isBeingTaken();
  }

  /** Whether it is decided to take what the customer agreed to, and not known what came of it. */
  public boolean isBeingTaken() {
    return takingMark.isPresent() && state.isLive();
  }

  /** Whether the customer has finished, and the money is on its way or being taken. */
  public boolean isUnderWay() {
    return state == AttemptState.PENDING || isBeingTaken();
  }

  /**
   * Whether its session is known and its end has passed; what became of it is still the gateway's
   * to say.
   */
  public boolean isOverdueAt(Instant now) {
    return sessionExpiresAt.isPresent() && !now.isBefore(sessionExpiresAt.get());
  }
}
