package org.paylink.plans;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.paylink.link.LinkStatus;
import org.paylink.link.SearchTerms;
import org.paylink.records.Records;
import org.paylink.records.Unit;

/** Ten thousand links of three years, in three currencies, with what they are found by. */
final class ManyLinks {
  static final int COUNT = 10_000;
  static final Instant NEWEST = Instant.parse("2026-11-01T12:00:00Z");
  private static final int BATCH = 1_000;
  private static final List<String> SOURCES =
      List.of("screen", "service", "sms", "bulk", "interface", "automation");
  private static final List<String> CURRENCIES = List.of("USD", "EUR", "JPY");
  private static final List<String> THINGS =
      List.of("Gizmos", "Widgets", "Beratung", "Maintenance", "Training", "保守サービス");

  private static final List<String> FIRST_NAMES = List.of("Anna", "Bert", "Clara", "Dimitri");

  private final Random random = new Random(4);

  /** Loads them, a thousand a transaction. */
  static void load(Records records) {
    ManyLinks links = new ManyLinks();
    for (int first = 0; first < COUNT; first += BATCH) {
      int from = first;
      records.run(
          unit -> {
            for (int number = from; number < from + BATCH; number++) {
              links.insert(unit, number);
            }
          });
    }
  }

  private void insert(Unit unit, int number) {
    String id = "L" + (100_000 + number);
    String documentNumber = "INV" + (500_000 + number);
    String purpose =
        "Invoice "
            + documentNumber
            + ": "
            + THINGS.get(number % THINGS.size())
            + ", delivered and installed as agreed in our offer, including the yearly service";
    LinkStatus status = status();
    Map<String, Object> row = new HashMap<>();
    row.put("paymentLinkId", id);
    row.put("subjectType", "INVOICE");
    row.put("subjectId", documentNumber);
    row.put("organizationPartyId", number % 50 == 0 ? "CompanyEurope" : "Company");
    row.put("payerPartyId", "Customer" + number % 700);
    row.put("purpose", purpose);
    row.put("documentNumber", documentNumber);
    row.put("amount", BigDecimal.valueOf(1 + random.nextInt(500_000), 0));
    row.put("currencyUomId", CURRENCIES.get(number % CURRENCIES.size()));
    row.put("amountPolicy", "LOWER");
    row.put("lifecycle", status == LinkStatus.PAID ? "FULFILLED" : "OPEN");
    row.put("status", status.name());
    row.put("amountReceived", BigDecimal.ZERO);
    row.put("testMode", number % 40 == 0 ? "Y" : "N");
    row.put("source", SOURCES.get(random.nextInt(SOURCES.size())));
    row.put("localeTag", "en");
    row.put("tokenKeyVersion", 1L);
    row.put("tokenSequence", 1L);
    Instant created = NEWEST.minus(Duration.ofMinutes(150L * number));
    row.put("createdDate", created);
    row.put("expiresAt", number % 9 == 0 ? null : created.plus(Duration.ofDays(14)));
    row.put("createdByUserLogin", "sales");
    row.put("lockStamp", 1_700_000_000_000L);
    row.put("internalName", "Reminder campaign, second letter, area " + number % 90);
    if (status != LinkStatus.ISSUED && status != LinkStatus.OPENED) {
      row.put("closedAt", created.plus(Duration.ofDays(3)));
      row.put("closedByUserLogin", "accounting.clerk@example.com");
    }
    unit.insert("PaymentLink", row);
    SearchTerms.words(id + " " + payerName(number % 700) + " " + purpose).stream()
        .distinct()
        .limit(10)
        .map(word -> Map.of("term", word, "paymentLinkId", id))
        .forEach(key -> unit.insert("PaymentLinkTerm", key));
    attempt(unit, id, number);
    if (status == LinkStatus.PAID) {
      receipt(unit, id, number);
    }
  }

  private static String payerName(int customer) {
    return FIRST_NAMES.get(customer % FIRST_NAMES.size()) + " Schmidt" + customer;
  }

  private static void attempt(Unit unit, String linkId, int number) {
    Map<String, Object> row = new HashMap<>();
    row.put("paymentAttemptId", "A" + number);
    row.put("paymentLinkId", linkId);
    row.put("sessionId", "cs_test_" + number);
    row.put("state", "EXPIRED");
    row.put("frozenRequest", "{}");
    row.put("createdDate", NEWEST);
    unit.insert("PaymentAttempt", row);
  }

  private static void receipt(Unit unit, String linkId, int number) {
    Map<String, Object> row = new HashMap<>();
    row.put("gatewayAccountId", "STRIPE");
    row.put("externalRef", "pi_" + (7_000_000 + number));
    row.put("receiptType", "CHARGE");
    row.put("paymentLinkId", linkId);
    row.put("amount", BigDecimal.ONE);
    row.put("currencyUomId", "USD");
    row.put("occurredAt", NEWEST);
    unit.insert("PaymentReceipt", row);
    row.remove("occurredAt");
    row.put("state", "POSTED");
    row.put("paymentId", "P" + number);
    unit.insert("PaymentPosting", row);
  }

  /** As a year's links look: most are paid, some open, few need a person. */
  private LinkStatus status() {
    int dice = random.nextInt(100);
    if (dice < 60) {
      return LinkStatus.PAID;
    }
    if (dice < 75) {
      return LinkStatus.EXPIRED;
    }
    if (dice < 85) {
      return LinkStatus.OPENED;
    }
    if (dice < 97) {
      return LinkStatus.ISSUED;
    }
    return dice < 99 ? LinkStatus.CANCELLED : LinkStatus.MANUAL_REVIEW;
  }
}
