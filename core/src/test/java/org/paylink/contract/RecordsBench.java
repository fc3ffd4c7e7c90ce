package org.paylink.contract;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.paylink.records.Records;
import org.paylink.records.Row;

/** What the cases of {@link RecordsContract} share. */
final class RecordsBench {
  static final String LINK = "PaymentLink";
  static final String CLICK = "PaymentLinkClick";

  /** The key of each entity that the cases add rows to. */
  private static final Map<String, Function<String, Map<String, Object>>> KEYS =
      Map.of(
          LINK,
          RecordsBench::link,
          CLICK,
          RecordsBench::click,
          "PaymentAttempt",
          id -> fields("paymentAttemptId", id),
          "GatewayEvent",
          id -> fields("gatewayAccountId", "CONTRACT", "externalEventId", id),
          "PaymentSubject",
          id ->
              fields("organizationPartyId", "Company", "subjectType", "INVOICE", "subjectId", id));

  private final RecordsFixture fixture;
  private final String prefix = "T" + Long.toString(new SecureRandom().nextLong() >>> 24, 36);
  private final AtomicInteger ids = new AtomicInteger();

  RecordsBench(RecordsFixture fixture) {
    this.fixture = fixture;
  }

  RecordsFixture fixture() {
    return fixture;
  }

  Records records() {
    return fixture.records();
  }

  /** A new id of at most 20 characters. */
  String id() {
    return prefix + "-" + ids.incrementAndGet();
  }

  /** Fields by name; unlike {@code Map.of} it takes null. */
  static Map<String, Object> fields(Object... namesAndValues) {
    Map<String, Object> fields = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  static Map<String, Object> link(String id) {
    return fields("paymentLinkId", id);
  }

  static Map<String, Object> click(String id) {
    return fields("clickId", id);
  }

  /** Adds a link row whose tokenSequence is 0, and answers its id. */
  String newLink() {
    String id = id();
    insert(LINK, fields("paymentLinkId", id, "tokenSequence", 0L));
    return id;
  }

  /** Removes what was added under new ids, so that a database is as it was. */
  void removeAll() {
    for (int number = ids.get(); number > 0; number--) {
      String id = prefix + "-" + number;
      records().run(unit -> KEYS.forEach((entity, key) -> unit.delete(entity, key.apply(id))));
    }
    ids.set(0);
  }

  void insert(String entity, Map<String, ?> fields) {
    records().run(unit -> unit.insert(entity, fields));
  }

  int update(String entity, Map<String, ?> expected, Map<String, ?> changes) {
    return records().unit(unit -> unit.update(entity, expected, changes));
  }

  boolean exists(String entity, Map<String, ?> key) {
    return records().unit(unit -> unit.find(entity, key)).isPresent();
  }

  Row read(String entity, Map<String, ?> key) {
    return records()
        .unit(unit -> unit.find(entity, key))
        .orElseThrow(() -> new AssertionError("no row of " + entity + " " + key));
  }
}
