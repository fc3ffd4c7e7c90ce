package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.simulator.SimulatedSession;

/** The list of links, as staff sees and searches it. */
class LinkPagesTest extends Scene {
  private static final Actor VIEWER = new Actor("viewer", p -> p == Permission.VIEW);

  @Test
  void theListShowsALinkWithItsStatusAndAddsUpEachCurrency() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    String html = show("links", Map.of("text", link.linkId()), World.SALES);
    assertThat(html)
        .contains(link.linkId(), "Issued", "$50.85", "/desk/link?id=" + link.linkId(), "USD")
        .contains("aria-sort=\"descending\"")
        .doesNotContain(link.url());
  }

  @Test
  void theAddressIsMadeOnDemandAndForThoseWhoMaySeeIt() {
    Issued link = world.issue(world.invoice(TOTAL));
    Map<String, String> asked = Map.of("text", link.linkId(), "show", link.linkId());
    assertThat(show("links", asked, World.SALES)).contains(link.url());
    assertThat(show("links", asked, VIEWER)).doesNotContain(link.url()).doesNotContain(">Copy<");
    Map<String, String> page = Map.of("id", link.linkId(), "show", "Y");
    assertThat(show("link", page, World.SALES)).contains(link.url());
    assertThat(show("link", page, VIEWER)).doesNotContain(link.url());
  }

  @Test
  void linksAreFoundByWordsReferencesAndIds() {
    Subject order = world.order(TOTAL);
    Issued link = issue(order, "Überweisung für Gartenmöbel");
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    for (String text :
        List.of(
            link.linkId(),
            link.linkId().toLowerCase(Locale.ROOT),
            order.id(),
            "gartenm",
            "uberw GARTEN",
            session.id(),
            reference(link),
            payments(link).get(0))) {
      assertThat(show("links", Map.of("text", text), World.SALES))
          .as(text)
          .contains("/desk/link?id=" + link.linkId());
    }
    for (String text : List.of("artenm", "no such thing", "%", "' OR 1=1 --", "😀")) {
      assertThat(show("links", Map.of("text", text), World.SALES))
          .as(text)
          .contains("No link matches")
          .doesNotContain(link.linkId());
    }
  }

  @Test
  void filtersNarrowAndStayInTheAddress() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    Map<String, String> base = Map.of("text", link.linkId());
    assertThat(list(base, "status", "issued")).contains(link.linkId());
    assertThat(list(base, "status", "paid")).contains("No link matches");
    assertThat(list(base, "mode", "test")).contains(link.linkId());
    assertThat(list(base, "mode", "live")).contains("No link matches");
    assertThat(list(base, "organization", World.COMPANY)).contains(link.linkId());
    assertThat(list(base, "organization", "Other")).contains("No link matches");
    String today = world.clock.instant().atZone(ZoneOffset.UTC).toLocalDate().toString();
    assertThat(list(base, "from", today)).contains(link.linkId());
    assertThat(list(base, "to", today)).contains(link.linkId());
    assertThat(list(base, "to", "2020-01-01")).contains("No link matches");
    assertThat(list(base, "status", "issued"))
        .contains("status=issued&amp;sort=amount")
        .contains("<option value=\"issued\" selected=\"selected\">");
  }

  @Test
  void nonsenseIsToldAtItsFieldAndTheListIsStillThere() {
    Issued link = world.issue(world.invoice(TOTAL));
    Map<String, String> nonsense = new HashMap<>();
    nonsense.put("text", link.linkId());
    nonsense.put("status", "<script>alert(1)</script>");
    nonsense.put("from", "31.03.2026");
    nonsense.put("source", "carrier pigeon");
    nonsense.put("sort", "-secret");
    nonsense.put("number", "-1");
    String html = show("links", nonsense, World.SALES);
    assertThat(html)
        .contains(link.linkId())
        .contains("id=\"paylink-from-problem\"", "id=\"paylink-status-problem\"")
        .contains("The list can’t be narrowed by this: -1")
        .doesNotContain("<script>alert");
    assertThat(show("links", Map.of("from", "2026-03-02", "to", "2026-03-01"), World.SALES))
        .contains("The first day, 2026-03-02, is after the last");
    assertThat(show("links", Map.of("text", "x".repeat(5_000)), World.SALES))
        .contains("longer than anything");
  }

  @Test
  void theFileHoldsWhatIsSeenAndNoFormulas() {
    Issued link = issue(world.invoice(TOTAL), "=HYPERLINK(\"http://x\")");
    StaffPages viewer = new StaffPages(world.paylink, VIEWER);
    DeskResult file = viewer.result("links", Map.of("text", link.linkId(), "format", "csv"));
    String csv = new String(((DeskResult.Download) file).content(), StandardCharsets.UTF_8);
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv)
        .startsWith("\uFEFF")
        .contains(link.linkId() + ",,\"'=HYPERLINK(\"\"http://x\"\")\",")
        .contains(",USD,50.85,0.00,")
        .doesNotContain(link.url());
    StaffPages nobody = new StaffPages(world.paylink, new Actor("none", p -> false));
    DeskResult refused = nobody.result("links", Map.of("format", "csv"));
    assertThat(((DeskResult.Html) refused).status()).isEqualTo(403);
  }

  private static String reference(Issued link) {
    return world
        .records
        .unit(unit -> Links.receiptsOf(unit, link.linkId()))
        .get(0)
        .key()
        .externalRef();
  }

  private static String list(Map<String, String> base, String name, String value) {
    Map<String, String> all = new HashMap<>(base);
    all.put(name, value);
    return show("links", all, World.SALES);
  }

  private static Issued issue(Subject subject, String purpose) {
    return world.paylink.issue(Wish.of(subject).purpose(purpose).request(), World.SALES);
  }

  private static String show(String page, Map<String, String> parameters, Actor actor) {
    return new StaffPages(world.paylink, actor).show(page, parameters);
  }
}
