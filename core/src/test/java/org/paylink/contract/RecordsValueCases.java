package org.paylink.contract;

import static org.paylink.contract.RecordsBench.LINK;
import static org.paylink.contract.RecordsBench.fields;
import static org.paylink.contract.RecordsBench.link;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.records.Row;

/** What is written is what is read. */
final class RecordsValueCases {
  private static final String EVENT = "GatewayEvent";
  private static final String ATTEMPT = "PaymentAttempt";

  private final RecordsBench bench;

  RecordsValueCases(RecordsBench bench) {
    this.bench = bench;
  }

  List<ContractCase> cases() {
    return List.of(
        new ContractCase("a row that is not there is absent", this::absent),
        new ContractCase("texts of all scripts come back as written", this::texts),
        new ContractCase("a text of more than 32 thousand characters comes back", this::longText),
        new ContractCase("whole numbers come back exactly", this::wholeNumbers),
        new ContractCase("decimals come back exactly, to three places", this::decimals),
        new ContractCase("moments come back to the millisecond", this::moments),
        new ContractCase("bytes of every value come back", this::everyByte),
        new ContractCase("two hundred kilobytes come back", this::manyBytes),
        new ContractCase("flags come back", this::flags),
        new ContractCase("what is not given is empty", this::empty),
        new ContractCase("bytes can be replaced by none", this::bytesEmptied),
        new ContractCase("an update changes only what it names", this::updateLeavesTheRest),
        new ContractCase("a value can be set to nothing", this::setToNull),
        new ContractCase("a text too long for its field is refused, not cut", this::tooLong),
        new ContractCase("a field that does not exist is refused", this::unknownField));
  }

  private void absent() {
    Check.holds("absent", !bench.exists(LINK, link(bench.id())));
  }

  private void texts() {
    String text = "Rechnung für 'Øre' \"50 %\" \\ 日本語 العربية 😀 <b>&amp;</b>\nsecond line";
    Row row = stored(fields("purpose", text, "documentNumber", "A-1"));
    Check.equal("purpose", text, row.text("purpose"));
    Check.equal("documentNumber", "A-1", row.text("documentNumber"));
    Check.equal("entity", LINK, row.entity());
  }

  private void longText() {
    String text = "{\"amount\":\"50,85 €\"}".repeat(2_000);
    String id = bench.id();
    bench.insert(ATTEMPT, fields("paymentAttemptId", id, "frozenRequest", text));
    Check.equal("frozenRequest", text, attempt(id).text("frozenRequest"));
    bench.update(ATTEMPT, fields("paymentAttemptId", id), fields("frozenRequest", text + "!"));
    Check.equal("changed", text + "!", attempt(id).text("frozenRequest"));
  }

  private void wholeNumbers() {
    for (long number : new long[] {0, 1, -1, 9_007_199_254_740_993L, Long.MAX_VALUE}) {
      Row row = stored(fields("tokenSequence", number));
      Check.equal("type", Long.class, row.fields().get("tokenSequence").getClass());
      Check.equal("number", number, row.number("tokenSequence"));
    }
  }

  private void decimals() {
    for (String number : List.of("0", "0.001", "50.85", "-7.5", "123456789012345.678")) {
      BigDecimal decimal = new BigDecimal(number);
      Row row = stored(fields("amount", decimal, "currencyUomId", "KWD"));
      Check.sameNumber("decimal", decimal, row.decimal("amount").orElse(null));
      Check.sameNumber("money", decimal, row.money("amount", "currencyUomId").major());
    }
  }

  private void moments() {
    for (String text :
        List.of("2026-02-15T12:34:56.789Z", "2026-06-15T23:59:59.999Z", "2038-01-19T03:14:08Z")) {
      Instant moment = Instant.parse(text);
      Row row = stored(fields("expiresAt", moment));
      Check.equal("moment", Optional.of(moment), row.moment("expiresAt"));
      Check.equal("equal moments match", 1, updateWhere(row, fields("expiresAt", moment)));
      Check.equal(
          "a millisecond is a difference",
          0,
          updateWhere(row, fields("expiresAt", moment.plusMillis(1))));
    }
  }

  private void everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    sameBytes(bytes);
    sameBytes(new byte[] {0});
  }

  private void manyBytes() {
    byte[] bytes = new byte[200_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 + i / 256);
    }
    sameBytes(bytes);
  }

  private void flags() {
    Check.holds("Y is true", stored(fields("testMode", "Y")).flag("testMode"));
    Check.holds("N is false", !stored(fields("testMode", "N")).flag("testMode"));
    Check.equal("as text", "Y", stored(fields("testMode", "Y")).text("testMode"));
  }

  private void empty() {
    Row row = stored(fields("purpose", null));
    Check.equal("text", Optional.empty(), row.optionalText("purpose"));
    Check.equal("text not given", Optional.empty(), row.optionalText("documentNumber"));
    Check.equal("moment", Optional.empty(), row.moment("expiresAt"));
    Check.equal("decimal", Optional.empty(), row.decimal("amount"));
    Check.equal("number", 0L, row.number("tokenKeyVersion"));
    Check.holds("number is null", row.fields().get("tokenKeyVersion") == null);
    Check.holds("flag", !row.flag("testMode"));
    String id = bench.id();
    bench.insert(EVENT, fields("gatewayAccountId", "CONTRACT", "externalEventId", id));
    Check.equal("bytes", Optional.empty(), event(id).bytes("rawBody"));
  }

  private void bytesEmptied() {
    String id = bench.id();
    Map<String, Object> key = fields("gatewayAccountId", "CONTRACT", "externalEventId", id);
    Map<String, Object> row = fields("rawBody", new byte[] {1, 2, 3}, "bodyKept", "Y");
    row.putAll(key);
    bench.insert(EVENT, row);
    Check.equal(
        "rows", 1, bench.update(EVENT, key, fields("rawBody", new byte[0], "bodyKept", "N")));
    Check.equal("bytes", 0, event(id).bytes("rawBody").map(bytes -> bytes.length).orElse(0));
    Check.equal("beside", "N", event(id).text("bodyKept"));
  }

  private void updateLeavesTheRest() {
    Row row = stored(fields("purpose", "before", "documentNumber", "A-1", "testMode", "Y"));
    String id = row.text("paymentLinkId");
    Check.equal("rows", 1, bench.update(LINK, link(id), fields("purpose", "after")));
    Row after = bench.read(LINK, link(id));
    Check.equal("changed", "after", after.text("purpose"));
    Check.equal("left", "A-1", after.text("documentNumber"));
    Check.holds("left", after.flag("testMode"));
    Check.equal("the snapshot stays", "before", row.text("purpose"));
  }

  private void setToNull() {
    Row row = stored(fields("purpose", "x", "expiresAt", Instant.ofEpochMilli(1_800_000_000_000L)));
    String id = row.text("paymentLinkId");
    bench.update(LINK, link(id), fields("purpose", null, "expiresAt", null));
    Row after = bench.read(LINK, link(id));
    Check.equal("text", Optional.empty(), after.optionalText("purpose"));
    Check.equal("moment", Optional.empty(), after.moment("expiresAt"));
  }

  private void tooLong() {
    String id = bench.id();
    String text = "secret".repeat(50);
    Map<String, Object> row = fields("paymentLinkId", id, "purpose", text);
    Check.thrown(RuntimeException.class, () -> bench.insert(LINK, row));
    Check.holds("nothing is stored", !bench.exists(LINK, link(id)));
  }

  private void unknownField() {
    Map<String, Object> row = fields("paymentLinkId", bench.id(), "noSuchField", "x");
    Check.thrown(RuntimeException.class, () -> bench.insert(LINK, row));
  }

  private void sameBytes(byte[] bytes) {
    String id = bench.id();
    bench.insert(
        EVENT, fields("gatewayAccountId", "CONTRACT", "externalEventId", id, "rawBody", bytes));
    byte[] read = event(id).bytes("rawBody").orElse(new byte[0]);
    Check.equal("length", bytes.length, read.length);
    Check.holds("same bytes", Arrays.equals(bytes, read));
  }

  private Row stored(Map<String, Object> values) {
    String id = bench.id();
    values.put("paymentLinkId", id);
    bench.insert(LINK, values);
    return bench.read(LINK, link(id));
  }

  private int updateWhere(Row row, Map<String, Object> expected) {
    expected.put("paymentLinkId", row.text("paymentLinkId"));
    return bench.update(LINK, expected, fields("purpose", "matched"));
  }

  private Row attempt(String id) {
    return bench.read(ATTEMPT, fields("paymentAttemptId", id));
  }

  private Row event(String id) {
    return bench.read(EVENT, fields("gatewayAccountId", "CONTRACT", "externalEventId", id));
  }
}
