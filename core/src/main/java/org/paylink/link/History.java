package org.paylink.link;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Who did what to a link. Each entry holds the hash of the one before, so a changed or removed
 * entry shows. The caller holds the link's lock. Personal data stays outside the hash, so that it
 * can be erased.
 */
public final class History {
  private static final String ENTITY = "PaymentLinkHistory";
  private static final Gson JSON = new Gson();
  private static final TypeToken<Map<String, String>> DETAILS = new TypeToken<>() {};

  private History() {}

  /**
   * One entry as read.
   *
   * @param details facts for the event's label
   * @param personal what may be erased, by the same kind of names
   */
  public record Entry(
      long sequence,
      String event,
      String actor,
      Instant at,
      Map<String, String> details,
      Map<String, String> personal,
      String previousHash,
      String hash) {}

  /**
   * Adds an entry. Amounts are written in major units with their currency; never a token or URL.
   */
  public static void add(
      Unit unit,
      String linkId,
      HistoryEvent event,
      String actor,
      Instant at,
      Map<String, String> details) {
    add(unit, linkId, event, actor, at, details, Map.of());
  }

  /** See above; with personal data. */
  public static void add(
      Unit unit,
      String linkId,
      HistoryEvent event,
      String actor,
      Instant at,
      Map<String, String> details,
      Map<String, String> personal) {
    List<Entry> last = read(unit, linkId, 1);
    long sequence = last.isEmpty() ? 1 : last.get(0).sequence() + 1;
    String previous = last.isEmpty() ? "" : last.get(0).hash();
    String text = JSON.toJson(new TreeMap<>(details));
    Map<String, Object> row = new HashMap<>();
    row.put("paymentLinkId", linkId);
    row.put("sequenceNum", sequence);
    row.put("eventType", event.word());
    row.put("actor", actor);
    row.put("occurredAt", at);
    row.put("occurredAtMillis", at.toEpochMilli());
    row.put("details", text);
    row.put("personalDetails", personal.isEmpty() ? null : JSON.toJson(new TreeMap<>(personal)));
    row.put("previousHash", previous);
    row.put("entryHash", hash(linkId, sequence, event.word(), actor, at, text, previous));
    unit.insert(ENTITY, row);
  }

  /** The newest entries of a link, newest first. */
  public static List<Entry> read(Unit unit, String linkId, int most) {
    return unit
        .list(Query.from(ENTITY).equal("paymentLinkId", linkId).orderBy("-sequenceNum").limit(most))
        .stream()
        .map(History::entry)
        .toList();
  }

  /** Whether the chain of a link is whole: no entry changed, none missing in between. */
  public static boolean isWhole(Unit unit, String linkId) {
    return firstBroken(unit, linkId).isEmpty();
  }

  /** The first entry of a link that was changed, or that stands where another is missing. */
  public static Optional<Long> firstBroken(Unit unit, String linkId) {
    String previous = "";
    long sequence = 1;
    for (Row row :
        unit.list(Query.from(ENTITY).equal("paymentLinkId", linkId).orderBy("sequenceNum"))) {
      long number = row.number("sequenceNum");
      String hash =
          hash(
              linkId,
              number,
              row.optionalText("eventType").orElse(""),
              row.optionalText("actor").orElse(""),
              Instant.ofEpochMilli(row.number("occurredAtMillis")),
              row.optionalText("details").orElse(""),
              previous);
      if (number != sequence || !hash.equals(row.optionalText("entryHash").orElse(""))) {
        return Optional.of(sequence);
      }
      previous = hash;
      sequence++;
    }
    return Optional.empty();
  }

  /** Erases the personal part of a link's entries, which their hashes don't hold. */
  public static void erasePersonal(Unit unit, String linkId) {
    Map<String, Object> without = new HashMap<>();
    without.put("personalDetails", null);
    for (Row row : unit.list(Query.from(ENTITY).equal("paymentLinkId", linkId))) {
      unit.update(
          ENTITY,
          Map.of("paymentLinkId", linkId, "sequenceNum", row.number("sequenceNum")),
          without);
    }
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.number("sequenceNum"),
        row.text("eventType"),
        row.text("actor"),
        Instant.ofEpochMilli(row.number("occurredAtMillis")),
        JSON.fromJson(row.text("details"), DETAILS),
        row.optionalText("personalDetails").map(t -> JSON.fromJson(t, DETAILS)).orElse(Map.of()),
        row.optionalText("previousHash").orElse(""),
        row.text("entryHash"));
  }

  private static String hash(
      String linkId,
      long sequence,
      String event,
      String actor,
      Instant at,
      String details,
      String previous) {
    return LinkTokens.sha256(
        String.join(
            "\n",
            previous,
            linkId,
            Long.toString(sequence),
            event,
            actor,
            Long.toString(at.toEpochMilli()),
            details));
  }
}
