package org.paylink.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.paylink.account.Connection;
import org.paylink.link.AttemptState;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * An attempt to pay that is to be stored before its gateway is asked.
 *
 * @param connection the account to pay at
 * @param base the public address of this host's pages
 * @param keyVersion the version of the key of the addresses to come back to
 * @param language in which the customer reads
 * @param by who begins it, for the history
 * @param now when it is begun
 */
record NewAttempt(
    Connection connection,
    String base,
    long keyVersion,
    CustomerLanguage language,
    String by,
    Instant now) {

  /**
   * The longest life a session is given, so that a forgotten one does not block the document for a
   * day.
   */
  static final Duration LONGEST_SESSION = Duration.ofHours(2);

  /** Stores the attempt to pay what is due of a link, and what its gateway is to be asked. */
  PaymentAttempt insert(Unit unit, String attemptId, PaymentLink link, Money due) {
    Map<String, Object> row = new HashMap<>(link.subject().fields());
    row.put("paymentAttemptId", attemptId);
    row.put("paymentLinkId", link.id());
    row.put("gatewayAccountId", connection.account().id());
    row.put("amount", due.major());
    row.put("currencyUomId", due.currency());
    row.put("state", AttemptState.STARTING.name());
    row.put("frozenRequest", freeze(link).toJson());
    // Unique over installations that share an account: a host's sequences may begin anew.
    row.put("idempotencyKey", "paylink-" + attemptId + "-" + now.toEpochMilli());
    row.put("pollDueAt", now.plus(Duration.ofMinutes(1)));
    row.put("pollCount", 0L);
    row.put("createdDate", now);
    unit.insert(PaymentAttempt.ENTITY, row);
    History.add(
        unit,
        link.id(),
        HistoryEvent.ATTEMPT_STARTED,
        by,
        now,
        Map.of("attempt", attemptId, "amount", due.toString()));
    return unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", attemptId))
        .map(PaymentAttempt::of)
        .orElseThrow();
  }

  private FrozenRequest freeze(PaymentLink link) {
    return new FrozenRequest(
        link.purpose(),
        base,
        keyVersion,
        connection.sessionEnd(now, wantedEnd(link)).toEpochMilli(),
        language.tag(),
        language.chosen().orElse(null));
  }

  /** A session ends with its link, but never later than is useful. */
  private Instant wantedEnd(PaymentLink link) {
    Instant longest = now.plus(LONGEST_SESSION);
    return link.expiresAt().filter(end -> end.isBefore(longest)).orElse(longest);
  }
}
