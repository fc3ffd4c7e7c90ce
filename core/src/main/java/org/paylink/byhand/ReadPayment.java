package org.paylink.byhand;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import org.paylink.issuing.Amounts;
import org.paylink.link.HandMethod;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.ReceiptKey;
import org.paylink.link.ReceiptType;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * A statement as read: each part is what it says it is.
 *
 * @param amount absent means what is open
 * @param dated whether it says when the money came; otherwise that is the moment it is made
 */
record ReadPayment(
    ReceiptKey key,
    HandMethod method,
    String reference,
    Optional<Money> amount,
    Instant occurredAt,
    boolean dated) {
  private static final int LONGEST_KEY = 60;
  private static final int LONGEST_REFERENCE = 60;
  private static final int MOST_YEARS = 10;

  /**
   * Reads a statement.
   *
   * @throws PaylinkException of kind USER, naming the field that can't be read
   */
  static ReadPayment of(HandPayment payment, PaymentLink link, ZoneId zone, Instant now) {
    return new ReadPayment(
        key(link.id(), payment.requestKey()),
        method(payment.method()),
        reference(payment.reference()),
        amount(payment, link),
        occurredAt(payment.date(), zone, now),
        payment.date().filter(date -> !date.isBlank()).isPresent());
  }

  /** What is stored of the same statement holds the same. */
  boolean isSameAs(PaymentReceipt stored, ZoneId zone) {
    return stored.method().equals(Optional.of(method))
        && stored.reference().equals(Optional.of(reference))
        && amount.map(stored.amount()::equals).orElse(true)
        && (!dated || day(stored.occurredAt(), zone).equals(day(occurredAt, zone)));
  }

  private static LocalDate day(Instant at, ZoneId zone) {
    return at.atZone(zone).toLocalDate();
  }

  private static ReceiptKey key(String linkId, String requestKey) {
    if (requestKey.isBlank() || requestKey.length() > LONGEST_KEY) {
      throw new PaylinkException(Problem.REQUEST_KEY_MISSING);
    }
    return new ReceiptKey(
        PaymentReceipt.BY_HAND, linkId + ":" + requestKey.strip(), ReceiptType.MANUAL);
  }

  private static HandMethod method(String text) {
    return HandMethod.named(text)
        .orElseThrow(
            () ->
                new PaylinkException(
                        Problem.HAND_METHOD_UNKNOWN, Map.of("value", Amounts.shortened(text)))
                    .at("method"));
  }

  private static String reference(String text) {
    String reference = text.strip();
    if (reference.isEmpty()) {
      throw new PaylinkException(Problem.HAND_REFERENCE_MISSING).at("reference");
    }
    if (reference.length() > LONGEST_REFERENCE) {
      throw new PaylinkException(
              Problem.HAND_REFERENCE_TOO_LONG, Map.of("max", Integer.toString(LONGEST_REFERENCE)))
          .at("reference");
    }
    return reference;
  }

  private static Optional<Money> amount(HandPayment payment, PaymentLink link) {
    Optional<String> typed = payment.amount().filter(text -> !text.isBlank());
    try {
      return typed.map(text -> Amounts.amount(text, link.amount().currency()));
    } catch (PaylinkException e) {
      throw e.at("amount");
    }
  }

  private static Instant occurredAt(Optional<String> typed, ZoneId zone, Instant now) {
    LocalDate today = now.atZone(zone).toLocalDate();
    Optional<String> text = typed.map(String::strip).filter(date -> !date.isEmpty());
    if (text.isEmpty()) {
      return now;
    }
    LocalDate date = date(text.get(), today);
    if (date.isAfter(today)) {
      throw new PaylinkException(Problem.HAND_DATE_IN_FUTURE, Map.of("date", date.toString()))
          .at("date");
    }
    // The middle of the day is the same day in most zones that look at it later.
    return date.equals(today) ? now : date.atTime(LocalTime.NOON).atZone(zone).toInstant();
  }

  private static LocalDate date(String text, LocalDate today) {
    try {
      LocalDate date = LocalDate.parse(text);
      if (date.isAfter(today.minusYears(MOST_YEARS))) {
        return date;
      }
    } catch (DateTimeParseException e) {
      // Said below, like a date that no payment of today can have.
    }
    throw new PaylinkException(
            Problem.HAND_DATE_MALFORMED, Map.of("value", Amounts.shortened(text)))
        .at("date");
  }
}
