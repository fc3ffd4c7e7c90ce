package org.paylink.listing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.LinkStatus;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.SearchTerms;
import org.paylink.money.Currencies;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Finds links. Every question is answered from an index, also with many thousands of links: {@code
 * docs/query-plans.md} shows the databases' own plans. So a text finds the beginnings of words, and
 * whole references, but nothing in the middle of a word.
 */
public final class LinkSearch {
  /** Most links that a text finds. */
  public static final int MOST_MATCHES = 500;

  private static final int LONGEST_ID = 20;

  private final Host host;

  /** For a host. */
  public LinkSearch(Host host) {
    this.host = host;
  }

  /**
   * What was found.
   *
   * @param links those of the page
   * @param totals per currency, over all pages, in the order of the currencies; rows whose currency
   *     can't be read are in none
   * @param count how many links there are on all pages
   * @param tooMany whether the text is found in more links than are looked at
   */
  public record Found(List<ListedRow> links, List<Total> totals, long count, boolean tooMany) {
    /** How many pages there are; at least one. */
    public int pages() {
      long pages = (count + LinkFilter.PAGE_SIZE - 1) / LinkFilter.PAGE_SIZE;
      return (int) Math.max(1, Math.min(pages, LinkFilter.LAST_PAGE));
    }
  }

  /** The links of one currency: how many, what they ask, and what came in. */
  public record Total(String currency, long count, Money asked, Money received) {}

  /**
   * Finds the links of a page.
   *
   * @throws org.paylink.problem.PaylinkException PERMISSION_MISSING
   */
  public Found find(LinkFilter filter, Actor actor) {
    actor.require(Permission.VIEW);
    return host.records().unit(unit -> find(unit, filter));
  }

  /**
   * All links of a filter, whatever its page, in its order.
   *
   * @return at most {@link Query#MOST_ROWS}
   * @throws org.paylink.problem.PaylinkException PERMISSION_MISSING
   */
  public List<ListedRow> all(LinkFilter filter, Actor actor) {
    actor.require(Permission.VIEW);
    return host.records()
        .unit(
            unit -> {
              Optional<Set<String>> matches = filter.text().map(text -> matches(unit, text));
              if (matches.filter(Set::isEmpty).isPresent()) {
                return List.of();
              }
              List<String> ids = ids(unit, filter, matches, 0, Query.MOST_ROWS);
              List<ListedRow> links = new ArrayList<>();
              for (int from = 0; from < ids.size(); from += MOST_MATCHES) {
                int to = Math.min(ids.size(), from + MOST_MATCHES);
                links.addAll(rows(unit, ids.subList(from, to)));
              }
              return links;
            });
  }

  private Found find(Unit unit, LinkFilter filter) {
    Optional<Set<String>> matches = filter.text().map(text -> matches(unit, text));
    if (matches.filter(Set::isEmpty).isPresent()) {
      return new Found(List.of(), List.of(), 0, false);
    }
    boolean tooMany = matches.filter(ids -> ids.size() >= MOST_MATCHES).isPresent();
    List<Row> sums =
        unit.totals(query(filter, matches), "currencyUomId", List.of("amount", "amountReceived"));
    List<Total> totals = sums.stream().map(LinkSearch::total).flatMap(Optional::stream).toList();
    long count = sums.stream().mapToLong(row -> row.number("count")).sum();
    return new Found(page(unit, filter, matches), totals, count, tooMany);
  }

  /** First the ids, which an index knows alone; then the rows of those, by their key. */
  private List<ListedRow> page(Unit unit, LinkFilter filter, Optional<Set<String>> matches) {
    int skipped = (filter.page() - 1) * LinkFilter.PAGE_SIZE;
    return rows(unit, ids(unit, filter, matches, skipped, LinkFilter.PAGE_SIZE));
  }

  private static List<String> ids(
      Unit unit, LinkFilter filter, Optional<Set<String>> matches, int skipped, int most) {
    String direction = filter.descending() ? "-" : "";
    return unit
        .list(
            query(filter, matches)
                .only("paymentLinkId")
                .orderBy(direction + filter.sort().field())
                .orderBy(direction + "paymentLinkId")
                .skip(skipped)
                .limit(most))
        .stream()
        .map(row -> row.text("paymentLinkId"))
        .toList();
  }

  private List<ListedRow> rows(Unit unit, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    Instant now = host.clock().instant();
    Map<String, ListedRow> rows = new HashMap<>();
    unit.list(Query.from(PaymentLink.ENTITY).anyOf("paymentLinkId", ids))
        .forEach(row -> rows.put(row.text("paymentLinkId"), ListedRow.of(row, now)));
    return ids.stream().map(rows::get).filter(Objects::nonNull).toList();
  }

  private static Query query(LinkFilter filter, Optional<Set<String>> matches) {
    Query query = Query.from(PaymentLink.ENTITY);
    matches.ifPresent(ids -> query.anyOf("paymentLinkId", List.copyOf(ids)));
    if (!filter.statuses().isEmpty()) {
      query.anyOf("status", filter.statuses().stream().map(LinkStatus::name).toList());
    }
    filter.source().ifPresent(source -> query.equal("source", source.word()));
    filter.fromInstant().ifPresent(from -> query.atLeast("createdDate", from));
    filter.toInstant().ifPresent(to -> query.atMost("createdDate", to));
    filter.testMode().ifPresent(test -> query.equal("testMode", test ? "Y" : "N"));
    filter.organizationPartyId().ifPresent(id -> query.equal("organizationPartyId", id));
    return query;
  }

  /** Links with all the words, and those with the whole text as an id or reference. */
  private static Set<String> matches(Unit unit, String text) {
    Set<String> found = new LinkedHashSet<>(references(unit, text));
    List<String> words = SearchTerms.words(text);
    Set<String> all = null;
    for (String word : words) {
      Set<String> some = SearchTerms.linksOf(unit, word, Query.MOST_ROWS);
      if (all == null) {
        all = some;
      } else {
        all.retainAll(some);
      }
    }
    if (all != null) {
      all.stream().limit(MOST_MATCHES).forEach(found::add);
    }
    return found;
  }

  private static List<String> references(Unit unit, String text) {
    List<Query> asked = new ArrayList<>();
    asked.add(Query.from(PaymentReceipt.ENTITY).equal("externalRef", text));
    asked.add(Query.from(PaymentReceipt.ENTITY).equal("reference", text));
    asked.add(Query.from("PaymentAttempt").equal("sessionId", text));
    if (text.length() <= LONGEST_ID) {
      asked.add(Query.from(PaymentLink.ENTITY).equal("paymentLinkId", text));
      asked.add(Query.from(PaymentLink.ENTITY).equal("payerPartyId", text));
      asked.add(Query.from(PaymentPosting.ENTITY).equal("paymentId", text));
      asked.add(Query.from("PaymentAttempt").equal("paymentAttemptId", text));
    }
    return asked.stream()
        .flatMap(query -> unit.list(query.only("paymentLinkId").limit(MOST_MATCHES)).stream())
        .map((Row row) -> row.optionalText("paymentLinkId"))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  /** Nothing of a currency that is missing or unknown: its rows say so themselves. */
  private static Optional<Total> total(Row row) {
    return row.optionalText("currencyUomId")
        .filter(Currencies::isKnown)
        .map(
            currency ->
                new Total(
                    currency,
                    row.number("count"),
                    money(currency, row.decimal("amount")),
                    money(currency, row.decimal("amountReceived"))));
  }

  /** Rounded, because an amount that can't be read has decimals that its currency does not. */
  private static Money money(String currency, Optional<BigDecimal> sum) {
    return Money.ofMajor(
        currency,
        sum.orElse(BigDecimal.ZERO).setScale(Currencies.decimals(currency), RoundingMode.HALF_UP));
  }
}
