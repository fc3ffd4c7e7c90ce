package org.paylink.background;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Host;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which processes do background work, by their nodes' names. Two living processes of one name would
 * both hold what is leased to that name, so it is found out and said: a process that had its name
 * and finds it taken knows that it isn't alone, because one that ended never comes back for it.
 */
public final class Nodes {
  private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
  private static final String ENTITY = "PaymentNode";
  private static final Duration BEAT = Duration.ofSeconds(15);
  private static final int MOST = 100;

  private final Host host;
  private String instance;
  private boolean hadName;
  private Instant nextBeat = Instant.MIN;

  /** For a host. */
  public Nodes(Host host) {
    this.host = host;
  }

  /**
   * A node as last heard of.
   *
   * @param sharedNameAt when two living processes were last found to have its name
   */
  public record Node(
      String name, Instant startedAt, Instant lastSeenAt, Optional<Instant> sharedNameAt) {

    private static Node of(Row row) {
      return new Node(
          row.text("nodeName"),
          row.moment("startedAt").orElse(Instant.EPOCH),
          row.moment("lastSeenAt").orElse(Instant.EPOCH),
          row.moment("sharedNameAt"));
    }
  }

  /** The nodes heard of since a moment, by name. */
  public static List<Node> seenSince(Unit unit, Instant since) {
    return unit
        .list(Query.from(ENTITY).atLeast("lastSeenAt", since).orderBy("nodeName").limit(MOST))
        .stream()
        .map(Node::of)
        .toList();
  }

  /** Says that this process is alive, every quarter of a minute at most. */
  public synchronized void beat() {
    Instant now = host.clock().instant();
    if (now.isBefore(nextBeat)) {
      return;
    }
    if (instance == null) {
      instance = host.identifiers().next(ENTITY);
    }
    String name = host.settings().nodeName();
    boolean shared = host.records().unit(unit -> beat(unit, name, now));
    hadName = true;
    nextBeat = now.plus(BEAT);
    if (shared) {
      LOG.error(
          "another living process has this node's name {}. Payments are safe, but background work"
              + " is done twice. Give each node its own name (node.name in paylink.properties).",
          name);
    }
  }

  private boolean beat(Unit unit, String name, Instant now) {
    Map<String, Object> key = Map.of("nodeName", name);
    Optional<Row> row = unit.find(ENTITY, key);
    Map<String, Object> alive = new HashMap<>();
    alive.put("instanceId", instance);
    alive.put("lastSeenAt", now);
    if (row.isEmpty()) {
      alive.putAll(key);
      alive.put("startedAt", now);
      unit.insert(ENTITY, alive);
      return false;
    }
    boolean ours = row.get().optionalText("instanceId").filter(instance::equals).isPresent();
    boolean shared = hadName && !ours;
    if (!ours) {
      alive.put("startedAt", now);
    }
    if (shared) {
      alive.put("sharedNameAt", now);
    }
    unit.update(ENTITY, key, alive);
    return shared;
  }
}
