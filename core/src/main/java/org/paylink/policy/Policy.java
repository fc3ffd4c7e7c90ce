package org.paylink.policy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.AmountPolicy;
import org.paylink.money.Money;

/**
 * The rules for all links of a host, set once by an admin. A link keeps the amount policy and the
 * end it was made with, because a customer was told them; all else is read when it matters, because
 * it only binds the host's own people.
 *
 * @param amountPolicy what happens to a sent link when less is open than it asks
 * @param defaultDays how long a link is valid unless said otherwise; absent means for ever
 * @param minimumDays the fewest days a person may give a link, at least 1
 * @param maximumDays the most days a link may have; absent means no limit
 * @param canceller who may cancel
 * @param cancelTime until when
 * @param attemptLimit how many attempts of a link may fail before a person has to look, of which
 *     those that were given up count a tenth; 0 means no limit
 * @param approvalLimits up to which total an order is approved by itself when it is paid, by
 *     currency; a currency that isn't there has no limit
 * @param taskPeople who gets tasks
 */
public record Policy(
    AmountPolicy amountPolicy,
    Optional<Integer> defaultDays,
    int minimumDays,
    Optional<Integer> maximumDays,
    Canceller canceller,
    CancelTime cancelTime,
    int attemptLimit,
    Map<String, Money> approvalLimits,
    TaskPeople taskPeople) {

  /** A policy of these rules; the map is copied. */
  public Policy {
    approvalLimits = Map.copyOf(approvalLimits);
  }

  /** The policy of a host on which nobody has set anything. */
  public static Policy usual() {
    return PolicyTexts.read(Map.of());
  }

  /** How long a link is valid unless said otherwise; absent means for ever. */
  public Optional<Duration> defaultValidity() {
    return defaultDays.map(Duration::ofDays);
  }

  /** Up to which total orders of a currency are approved by themselves; absent means always. */
  public Optional<Money> approvalLimit(String currency) {
    return Optional.ofNullable(approvalLimits.get(currency));
  }

  /** Whether a paid order of this total is approved by itself; otherwise a person approves it. */
  public boolean approves(Money total) {
    return approvalLimit(total.currency()).filter(limit -> total.compareTo(limit) > 0).isEmpty();
  }

  /** Whether so many failed attempts are enough for a person to look. */
  public boolean isExhausted(long failedAttempts) {
    return attemptLimit > 0 && failedAttempts >= attemptLimit;
  }
}
