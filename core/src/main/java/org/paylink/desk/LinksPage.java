package org.paylink.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.link.LinkStatus;
import org.paylink.listing.FilterReader;
import org.paylink.listing.LinkFilter;
import org.paylink.listing.LinkSearch;
import org.paylink.listing.LinkSort;
import org.paylink.listing.LinkSource;
import org.paylink.listing.ListedLink;
import org.paylink.page.DeskView;
import org.paylink.page.Labels;
import org.paylink.page.Words;
import org.paylink.problem.PaylinkException;

/**
 * All links, narrowed and sorted by what stands in the address. What makes no sense there is told
 * at its field, and the list is shown without it.
 */
public final class LinksPage implements DeskPage {
  /** Its name in addresses. */
  public static final String NAME = "links";

  /** What can be typed into the page; the rest of a filter stands in addresses alone. */
  private static final List<String> FIELDS =
      List.of("text", "status", "source", "from", "to", "mode", "organization");

  private final Host host;
  private final LinkActions actions;
  private final LinkSearch search;
  private final Labels labels = Labels.load();

  /** For a host. */
  public LinksPage(Host host, LinkActions actions) {
    this.host = host;
    this.actions = actions;
    this.search = new LinkSearch(host);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Permission permission() {
    return Permission.VIEW;
  }

  @Override
  public DeskAnswer show(DeskRequest request) {
    FilterReader.Read read = FilterReader.read(request::text, request.zone());
    Words words = new Words(labels, request.locale(), request.zone());
    if (request.text("format").filter("csv"::equals).isPresent()) {
      return new DeskAnswer.Download(
          "payment-links.csv",
          "text/csv; charset=UTF-8",
          LinksFile.of(search.all(read.filter(), request.actor()), words));
    }
    LinkSearch.Found found = search.find(read.filter(), request.actor());
    Map<String, Object> model = new HashMap<>();
    fields(model, request, read, words);
    columns(model, request, read.filter(), words);
    model.put(
        "rows",
        found.links().stream()
            .map(
                row ->
                    row.link()
                        .map(link -> row(link, request, read.filter(), words))
                        .orElseGet(() -> Map.of("id", row.id(), "unreadable", true)))
            .toList());
    totals(model, found);
    paging(model, request, read.filter(), found, words);
    shown(model, request);
    return DeskAnswer.show(DeskView.of("PaylinkPaymentLinks", NAME, model));
  }

  /** The list has no form that changes anything. */
  @Override
  public DeskAnswer act(DeskRequest request) {
    return show(request);
  }

  private static void fields(
      Map<String, Object> model, DeskRequest request, FilterReader.Read read, Words words) {
    Map<String, Object> typed = new HashMap<>();
    Stream.concat(FIELDS.stream(), Stream.of("sort"))
        .forEach(name -> typed.put(name, request.text(name).orElse("")));
    model.put("typed", typed);
    Map<String, Object> wrong = new LinkedHashMap<>();
    for (PaylinkException refusal : read.refusals()) {
      wrong.put(refusal.facts().get("field"), words.problem(refusal.problem(), refusal.facts()));
    }
    model.put("wrong", wrong);
    model.put("wrongFields", wrong.keySet().stream().anyMatch(FIELDS::contains));
    // What has a field is said there and nowhere else.
    model.put(
        "wrongs",
        wrong.entrySet().stream()
            .filter(each -> !FIELDS.contains(each.getKey()))
            .map(each -> each.getValue().toString())
            .distinct()
            .toList());
    model.put(
        "statuses",
        Stream.of(LinkStatus.values())
            .map(status -> option(status.name(), words.text(status.labelKey())))
            .toList());
    model.put(
        "sources",
        Stream.of(LinkSource.values())
            .map(source -> option(source.name(), words.text("PaylinkSource_" + source)))
            .toList());
    model.put(
        "modes",
        List.of(
            option("live", words.text("PaylinkLinks_Live")),
            option("test", words.text("PaylinkTest"))));
    model.put("narrow", read.filter().isNarrow());
    model.put("clearUrl", request.places().page(NAME, Map.of()));
    Map<String, String> file = new LinkedHashMap<>(read.filter().at(1).parameters());
    file.put("format", "csv");
    model.put("fileUrl", request.places().page(NAME, file));
  }

  private static Map<String, Object> option(String name, String label) {
    return Map.of("value", name.toLowerCase(Locale.ROOT), "label", label);
  }

  private static void columns(
      Map<String, Object> model, DeskRequest request, LinkFilter filter, Words words) {
    Map<String, Object> columns = new HashMap<>();
    for (LinkSort sort : LinkSort.values()) {
      boolean sorted = filter.sort() == sort;
      boolean down = sorted ? !filter.descending() : sort == LinkSort.CREATED;
      Map<String, Object> column = new HashMap<>();
      column.put("url", request.places().page(NAME, filter.sorted(sort, down).parameters()));
      column.put("sorted", sorted);
      column.put("down", filter.descending());
      columns.put(sort.name().toLowerCase(Locale.ROOT), column);
    }
    model.put("columns", columns);
  }

  private Map<String, Object> row(
      ListedLink link, DeskRequest request, LinkFilter filter, Words words) {
    Map<String, Object> row = new HashMap<>();
    row.put("id", link.id());
    row.put("url", request.places().page(LinkPage.NAME, Map.of("id", link.id())));
    row.put("name", link.internalName().orElse(link.purpose()));
    link.internalName().ifPresent(any -> row.put("purpose", link.purpose()));
    row.put("document", link.documentNumber());
    row.put("documentUrl", request.places().document(link.subject().type(), link.subject().id()));
    row.put("status", words.text(link.status().labelKey()));
    row.put("tone", link.status().name().toLowerCase(Locale.ROOT));
    row.put("test", link.testMode());
    row.put("amount", link.amount());
    row.put("received", link.received().isZero() ? Optional.empty() : Optional.of(link.received()));
    row.put("created", link.createdAt());
    row.put("by", actor(link.createdBy(), words));
    row.put("source", source(link.source(), words));
    row.put("until", link.expiresAt());
    if (link.open() && request.actor().may(Permission.CREATE)) {
      Map<String, String> same = new LinkedHashMap<>(filter.parameters());
      same.put("show", link.id());
      row.put("copyUrl", request.places().page(NAME, same));
    }
    return row;
  }

  static String source(String source, Words words) {
    return LinkSource.named(source).map(s -> words.text("PaylinkSource_" + s)).orElse(source);
  }

  /** A login as it is, and the component's own names in the reader's words. */
  static String actor(String actor, Words words) {
    String name = actor.replaceAll("^<(\\w+)>$", "$1");
    return name.equals(actor) ? actor : words.find("PaylinkActor_" + name, Map.of()).orElse(actor);
  }

  private static void totals(Map<String, Object> model, LinkSearch.Found found) {
    List<Map<String, Object>> totals = new ArrayList<>();
    for (LinkSearch.Total total : found.totals()) {
      totals.add(
          Map.of(
              "currency", total.currency(),
              "count", total.count(),
              "asked", total.asked(),
              "received", total.received()));
    }
    model.put("totals", totals);
    model.put("tooMany", found.tooMany());
  }

  private static void paging(
      Map<String, Object> model,
      DeskRequest request,
      LinkFilter filter,
      LinkSearch.Found found,
      Words words) {
    int page = filter.page();
    model.put(
        "pageWords",
        words.text(
            "PaylinkLinks_Page",
            Map.of("page", Integer.toString(page), "pages", Integer.toString(found.pages()))));
    model.put("several", found.pages() > 1);
    if (page > 1) {
      model.put("previousUrl", request.places().page(NAME, filter.at(page - 1).parameters()));
    }
    if (page < found.pages()) {
      model.put("nextUrl", request.places().page(NAME, filter.at(page + 1).parameters()));
    }
  }

  /** The address of one link, made when it is asked for and put into the page for nobody else. */
  private void shown(Map<String, Object> model, DeskRequest request) {
    request
        .text("show")
        .filter(id -> request.actor().may(Permission.CREATE))
        .ifPresent(
            id -> model.put("shown", Map.of("id", id, "url", actions.url(id, request.actor()))));
  }
}
