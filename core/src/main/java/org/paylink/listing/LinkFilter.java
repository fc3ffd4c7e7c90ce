package org.paylink.listing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.LinkStatus;

/**
 * Which links a list shows, and in which order.
 *
 * @param text words that all have to be found, or one id or reference
 * @param statuses any of these; empty means all
 * @param source where it was made
 * @param from created on this day or later
 * @param to created on this day or before
 * @param zone the zone those days are meant in
 * @param testMode whether its money is test money
 * @param organizationPartyId the organization that is paid
 * @param sort what it is sorted by
 * @param descending whether the largest or newest come first
 * @param page which page, the first is 1
 */
public record LinkFilter(
    Optional<String> text,
    List<LinkStatus> statuses,
    Optional<LinkSource> source,
    Optional<LocalDate> from,
    Optional<LocalDate> to,
    ZoneId zone,
    Optional<Boolean> testMode,
    Optional<String> organizationPartyId,
    LinkSort sort,
    boolean descending,
    int page) {
  /** Links on a page. */
  public static final int PAGE_SIZE = 50;

  /** The last page that can be asked for; further ones are reached by narrowing the list. */
  public static final int LAST_PAGE = 200;

  /** All links, the newest first. */
  public static LinkFilter all(ZoneId zone) {
    return new LinkFilter(
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        zone,
        Optional.empty(),
        Optional.empty(),
        LinkSort.CREATED,
        true,
        1);
  }

  /** Whether it leaves any link out. */
  public boolean isNarrow() {
    return text.isPresent()
        || !statuses.isEmpty()
        || source.isPresent()
        || from.isPresent()
        || to.isPresent()
        || testMode.isPresent()
        || organizationPartyId.isPresent();
  }

  /** The same in another order, from its first page on. */
  public LinkFilter sorted(LinkSort by, boolean down) {
    return new LinkFilter(
        text, statuses, source, from, to, zone, testMode, organizationPartyId, by, down, 1);
  }

  /** Another page of the same. */
  public LinkFilter at(int otherPage) {
    return new LinkFilter(
        text,
        statuses,
        source,
        from,
        to,
        zone,
        testMode,
        organizationPartyId,
        sort,
        descending,
        otherPage);
  }

  /** As parameters of an address, which {@link FilterReader} reads back. */
  public Map<String, String> parameters() {
    Map<String, String> all = new LinkedHashMap<>();
    text.ifPresent(value -> all.put("text", value));
    if (statuses.size() == 1) {
      all.put("status", statuses.get(0).name().toLowerCase(Locale.ROOT));
    }
    source.ifPresent(value -> all.put("source", value.word()));
    from.ifPresent(value -> all.put("from", value.toString()));
    to.ifPresent(value -> all.put("to", value.toString()));
    testMode.ifPresent(value -> all.put("mode", value ? "test" : "live"));
    organizationPartyId.ifPresent(value -> all.put("organization", value));
    if (sort != LinkSort.CREATED || !descending) {
      all.put("sort", (descending ? "-" : "") + sort.name().toLowerCase(Locale.ROOT));
    }
    if (page > 1) {
      all.put("number", Integer.toString(page));
    }
    return all;
  }

  Optional<Instant> fromInstant() {
    return from.map(day -> day.atStartOfDay(zone).toInstant());
  }

  /** The last moment of the last day; moments are kept to the millisecond. */
  Optional<Instant> toInstant() {
    return to.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant().minusMillis(1));
  }
}
