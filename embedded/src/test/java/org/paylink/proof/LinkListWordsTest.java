package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.Subject;

/** What the list finds by a payer's name, what it says of a search, and of openings. */
class LinkListWordsTest extends Scene {
  private final StaffPages sales = new StaffPages(world.paylink, World.SALES);

  @Test
  void linksAreFoundByThePayersNameAsItWasWhenTheyWereMade() {
    Subject customer = world.customer();
    Issued link = issueOnAccount(customer);
    Map<String, Object> key = Map.of("partyId", customer.id());
    world.records.run(unit -> unit.update("SampleParty", key, Map.of("partyName", "Née Müller")));
    Issued later = issueOnAccount(customer);
    assertThat(sales.show("links", Map.of("text", "acc CUSTOM " + customer.id())))
        .contains("/desk/link?id=" + link.linkId())
        .doesNotContain("/desk/link?id=" + later.linkId());
    assertThat(sales.show("links", Map.of("text", "muller nee " + customer.id())))
        .contains("/desk/link?id=" + later.linkId())
        .doesNotContain("/desk/link?id=" + link.linkId());
  }

  private static Issued issueOnAccount(Subject customer) {
    return world.paylink.issue(
        Wish.of(customer).amount("5").purpose("Deposit").request(), World.SALES);
  }

  @Test
  void whatIsWrongWithAFieldIsSaidOnceAndAtTheField() {
    Document page = Jsoup.parse(sales.show("links", Map.of("from", "31.03.2026")));
    String said = page.select("#paylink-from-problem").text();
    assertThat(said).contains("31.03.2026");
    assertThat(page.getElementsContainingOwnText(said)).hasSize(1);
    assertThat(page.select(".paylink-unseen[role=alert]").text()).contains("stands at its field");
    Document whole = Jsoup.parse(sales.show("links", Map.of()));
    assertThat(whole.select("[role=alert], .paylink-problem")).isEmpty();
    Document pageless = Jsoup.parse(sales.show("links", Map.of("number", "-1")));
    assertThat(pageless.select(".paylink-bad[role=alert]")).hasSize(1);
    assertThat(pageless.select(".paylink-unseen")).isEmpty();
  }

  @Test
  void aLinksPageTellsOnWhatItWasOpened() {
    Issued link = world.issue(world.invoice(TOTAL));
    open(link, Client.DESKTOP);
    world.clock.advance(Duration.ofHours(2));
    open(link, Client.PHONE);
    world.clock.advance(Duration.ofHours(2));
    open(link, Client.PHONE);
    Document page = Jsoup.parse(sales.show("link", Map.of("id", link.linkId())));
    assertThat(page.select("#paylink-timeline li").eachText())
        .anyMatch(line -> line.contains("Opened on a phone by the customer"))
        .anyMatch(line -> line.contains("Opened on a computer by the customer"));
    List<String> openings = page.select("#paylink-clicks .screenlet-body li").eachText();
    assertThat(openings).hasSize(2);
    assertThat(openings.get(0)).startsWith("Opened on a phone: 2 last ");
    assertThat(openings.get(1)).startsWith("Opened on a computer: 1 last ");
  }

  private static void open(Issued link, String agent) {
    new Client("203.0.113.1", agent, false).ask(world, "GET", link.url(), "", Map.of());
  }
}
