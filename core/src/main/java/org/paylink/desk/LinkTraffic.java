package org.paylink.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paylink.link.Deliveries;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.page.Words;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What went to and fro about a link: notifications, side effects, openings of its page. */
final class LinkTraffic {
  private static final int MOST = 200;

  private final Words words;

  LinkTraffic(Words words) {
    this.words = words;
  }

  /** Notifications of the gateways, the newest first, with how often they were worked on. */
  List<Map<String, Object>> events(Unit unit, PaymentLink link) {
    Map<String, Row> found = new LinkedHashMap<>();
    for (PaymentAttempt attempt : Links.attemptsOf(unit, link.id())) {
      List<Query> asked = new ArrayList<>();
      asked.add(Query.from("GatewayEvent").equal("paymentAttemptId", attempt.id()));
      attempt
          .sessionId()
          .ifPresent(id -> asked.add(Query.from("GatewayEvent").equal("sessionId", id)));
      for (Query query : asked) {
        unit.list(query.only(FIELDS).orderBy("-receivedAt").limit(MOST))
            .forEach(row -> found.put(row.text("externalEventId"), row));
      }
    }
    return found.values().stream()
        .sorted((one, other) -> moment(other).compareTo(moment(one)))
        .map(this::event)
        .toList();
  }

  private static final String[] FIELDS = {
    "externalEventId",
    "eventType",
    "receivedAt",
    "state",
    "tries",
    "lastError",
    "doneAt",
    "gatewayAccountId"
  };

  private static Instant moment(Row row) {
    return row.moment("receivedAt").orElse(Instant.EPOCH);
  }

  private Map<String, Object> event(Row row) {
    Map<String, Object> event = new HashMap<>();
    event.put("at", row.moment("receivedAt"));
    event.put("type", row.optionalText("eventType").orElse(""));
    event.put("id", row.text("externalEventId"));
    event.put("account", row.text("gatewayAccountId"));
    event.put("state", words.text("PaylinkInbox_" + row.text("state")));
    event.put("tries", row.number("tries"));
    event.put("error", row.optionalText("lastError"));
    event.put("doneAt", row.moment("doneAt"));
    return event;
  }

  /** Side effects, the newest first. */
  List<Map<String, Object>> effects(Unit unit, PaymentLink link) {
    return unit
        .list(
            Query.from(Outbox.ENTITY)
                .equal("paymentLinkId", link.id())
                .orderBy("-createdDate")
                .limit(MOST))
        .stream()
        .map(this::effect)
        .toList();
  }

  private Map<String, Object> effect(Row row) {
    Map<String, Object> effect = new HashMap<>();
    String kind = row.text("kind");
    effect.put("at", row.moment("createdDate"));
    effect.put("kind", words.find("PaylinkOutbox_" + kind, Map.of()).orElse(kind));
    effect.put("attempt", row.optionalText("paymentAttemptId"));
    effect.put("done", row.moment("doneAt"));
    effect.put("tries", failedTries(kind, row));
    effect.put("error", row.optionalText("lastError"));
    return effect;
  }

  /**
   * A mail's tries are counted before they are made, so one that is done has a good one among them.
   */
  private static long failedTries(String kind, Row row) {
    boolean counted = kind.startsWith("SEND_") && row.moment("doneAt").isPresent();
    return Math.max(0, row.number("tries") - (counted ? 1 : 0));
  }

  /** What was sent about the link, and what came of it. */
  List<Map<String, Object>> deliveries(Unit unit, PaymentLink link) {
    return Deliveries.ofLink(unit, link.id()).stream()
        .map(
            delivery -> {
              Map<String, Object> row = new HashMap<>();
              row.put("at", delivery.sentAt().orElse(delivery.createdAt()));
              row.put("kind", words.text("PaylinkDelivery_" + delivery.kind()));
              row.put("recipient", delivery.recipient());
              row.put("state", words.text("PaylinkDeliveryState_" + delivery.state()));
              row.put("reason", delivery.reason().map(why -> words.text("PaylinkNotSent_" + why)));
              row.put("by", LinksPage.actor(delivery.createdBy(), words));
              return row;
            })
        .toList();
  }

  /** Openings of the page, people's and machines' told apart. */
  Map<String, Object> clicks(Unit unit, PaymentLink link) {
    List<Row> clicks =
        unit.list(
            Query.from("PaymentLinkClick")
                .equal("paymentLinkId", link.id())
                .orderBy("-clickedAt")
                .limit(Query.MOST_ROWS));
    long people = clicks.stream().filter(LinkTraffic::isPerson).count();
    Map<String, Object> told = new HashMap<>();
    told.put("people", people);
    told.put("scanners", clicks.size() - people);
    told.put("devices", devices(clicks));
    told.put("lastScanned", last(clicks.stream().filter(row -> !isPerson(row)).toList()));
    return told;
  }

  /** How often people opened it on each kind of device, the one used last first. */
  private List<Map<String, Object>> devices(List<Row> clicks) {
    Map<String, List<Row>> byDevice =
        clicks.stream()
            .filter(LinkTraffic::isPerson)
            .collect(
                Collectors.groupingBy(
                    row -> row.optionalText("device").orElse(""),
                    LinkedHashMap::new,
                    Collectors.toList()));
    List<Map<String, Object>> told = new ArrayList<>();
    byDevice.forEach(
        (device, rows) ->
            told.add(
                Map.of(
                    "words",
                    words.text(
                        "PaylinkLink_Device",
                        Map.of("device", device, "count", Integer.toString(rows.size()))),
                    "last",
                    last(rows))));
    return told;
  }

  private static Optional<Instant> last(List<Row> newestFirst) {
    return newestFirst.stream().findFirst().flatMap(row -> row.moment("clickedAt"));
  }

  private static boolean isPerson(Row row) {
    return row.text("visitorKind").equals("PERSON");
  }
}
