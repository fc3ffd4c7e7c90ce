package org.paylink.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paylink.checkout.FrozenRequest;
import org.paylink.host.Host;
import org.paylink.link.Lifecycle;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Which versions of the token key are in use. A version may go when no open link's address and no
 * checkout under way hangs on it.
 */
public final class TokenKeyUse {
  private static final int MOST_ATTEMPTS = 1_000;
  private static final List<String> LIVE = List.of("STARTING", "PAYABLE", "PENDING");

  private TokenKeyUse() {}

  /**
   * One version.
   *
   * @param present whether its key is there
   * @param current whether new links are made with it
   * @param openLinks open links whose address is made with it
   * @param checkouts checkouts under way that come back to an address made with it, of the first
   *     1,000
   */
  public record Version(
      long version, boolean present, boolean current, long openLinks, long checkouts) {

    /** Whether nothing needs it any more. */
    public boolean mayGo() {
      return present && !current && openLinks == 0 && checkouts == 0;
    }

    /** Whether something needs it and it isn't there. */
    public boolean isMissed() {
      return !present && (openLinks > 0 || checkouts > 0);
    }
  }

  /** All versions that there are or that are needed, the newest first. */
  public static List<Version> look(Unit unit, Host host) {
    SortedSet<Long> present = host.tokenKeys().versions();
    Optional<Long> current = host.tokenKeys().currentVersion();
    Map<Long, Long> checkouts = checkouts(unit);
    SortedSet<Long> all = new TreeSet<>(present);
    all.addAll(missing(unit, present));
    all.addAll(checkouts.keySet());
    List<Version> versions = new ArrayList<>();
    for (long version : all) {
      versions.add(
          0,
          new Version(
              version,
              present.contains(version),
              current.filter(c -> c == version).isPresent(),
              unit.count(open().equal("tokenKeyVersion", version)),
              checkouts.getOrDefault(version, 0L)));
    }
    return versions;
  }

  /** Versions that open links need and that aren't there: one of each gap, which is enough. */
  static SortedSet<Long> missing(Unit unit, SortedSet<Long> present) {
    SortedSet<Long> missing = new TreeSet<>();
    long from = 0;
    for (long version : present) {
      if (version > from) {
        inGap(unit, from, version - 1).ifPresent(missing::add);
      }
      from = version + 1;
    }
    inGap(unit, from, Long.MAX_VALUE >> 10).ifPresent(missing::add);
    return missing;
  }

  private static Optional<Long> inGap(Unit unit, long from, long to) {
    Query query = open().atLeast("tokenKeyVersion", from).atMost("tokenKeyVersion", to).limit(1);
    return unit.list(query).stream().findFirst().map(row -> row.number("tokenKeyVersion"));
  }

  private static Query open() {
    return Query.from(PaymentLink.ENTITY).equal("lifecycle", Lifecycle.OPEN.name());
  }

  private static Map<Long, Long> checkouts(Unit unit) {
    Map<Long, Long> byVersion = new TreeMap<>();
    for (Row row :
        unit.list(Query.from(PaymentAttempt.ENTITY).anyOf("state", LIVE).limit(MOST_ATTEMPTS))) {
      long version = FrozenRequest.of(PaymentAttempt.of(row)).keyVersion();
      byVersion.merge(version, 1L, Long::sum);
    }
    return byVersion;
  }
}
