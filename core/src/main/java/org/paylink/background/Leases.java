package org.paylink.background;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Which node does a piece of background work for now. Only saves double work: two nodes that both
 * believe they hold a lease do no harm, because safety comes from keys and compare-and-set.
 */
public final class Leases {
  private static final String ENTITY = "PaymentLease";

  private final Host host;

  /** For a host. */
  public Leases(Host host) {
    this.host = host;
  }

  /** Who holds a lease, and until when. */
  public record Held(String holder, Instant until) {}

  /** Who holds a lease, or held it last. */
  public static Optional<Held> held(Unit unit, String name) {
    return unit.find(ENTITY, Map.of("leaseName", name))
        .map(row -> new Held(row.text("holder"), row.moment("leasedUntil").orElse(Instant.EPOCH)));
  }

  /** Takes or prolongs a lease; false while another node holds it. */
  public boolean take(String name, Duration time) {
    Instant now = host.clock().instant();
    String holder = host.settings().nodeName();
    return host.records()
        .unit(
            unit -> {
              Map<String, Object> key = Map.of("leaseName", name);
              Optional<Row> row = unit.find(ENTITY, key);
              Map<String, Object> lease = Map.of("holder", holder, "leasedUntil", now.plus(time));
              if (row.isEmpty()) {
                Map<String, Object> fields = new HashMap<>(key);
                fields.putAll(lease);
                unit.insert(ENTITY, fields);
                return true;
              }
              boolean free =
                  holder.equals(row.get().text("holder"))
                      || row.get().moment("leasedUntil").map(end -> !end.isAfter(now)).orElse(true);
              Map<String, Object> expected = new HashMap<>(key);
              expected.put("holder", row.get().text("holder"));
              expected.put("leasedUntil", row.get().moment("leasedUntil").orElse(null));
              return free && unit.update(ENTITY, expected, lease) == 1;
            });
  }
}
