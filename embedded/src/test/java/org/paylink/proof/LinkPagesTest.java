package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskPlaces;
import org.paylink.simulator.SimulatedSession;

/** The list of links, one link's page and confirming by hand, as staff sees and uses them. */
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
  void linksAreFoundByThePayersNameAsItWasWhenTheyWereMade() {
    Subject customer = world.customer();
    Issued link = issueOnAccount(customer);
    Map<String, Object> key = Map.of("partyId", customer.id());
    world.records.run(unit -> unit.update("SampleParty", key, Map.of("partyName", "Née Müller")));
    Issued later = issueOnAccount(customer);
    assertThat(show("links", Map.of("text", "acc CUSTOM " + customer.id()), World.SALES))
        .contains("/desk/link?id=" + link.linkId())
        .doesNotContain("/desk/link?id=" + later.linkId());
    assertThat(show("links", Map.of("text", "muller nee " + customer.id()), World.SALES))
        .contains("/desk/link?id=" + later.linkId())
        .doesNotContain("/desk/link?id=" + link.linkId());
  }

  private static Issued issueOnAccount(Subject customer) {
    return world.paylink.issue(
        Wish.of(customer).amount("5").purpose("Deposit").request(), World.SALES);
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
  void whatIsWrongWithAFieldIsSaidOnceAndAtTheField() {
    Document page = Jsoup.parse(show("links", Map.of("from", "31.03.2026"), World.SALES));
    String said = page.select("#paylink-from-problem").text();
    assertThat(said).contains("31.03.2026");
    assertThat(page.getElementsContainingOwnText(said)).hasSize(1);
    assertThat(page.select(".paylink-unseen[role=alert]").text()).contains("stands at its field");
    Document whole = Jsoup.parse(show("links", Map.of(), World.SALES));
    assertThat(whole.select("[role=alert], .paylink-problem")).isEmpty();
    Document pageless = Jsoup.parse(show("links", Map.of("number", "-1"), World.SALES));
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
    Document page = Jsoup.parse(show("link", Map.of("id", link.linkId()), World.SALES));
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

  @Test
  void theFileHoldsWhatIsSeenAndNoFormulas() {
    Issued link = issue(world.invoice(TOTAL), "=HYPERLINK(\"http://x\")");
    DeskResult.Download file =
        (DeskResult.Download)
            world
                .paylink
                .desk()
                .show(
                    "links",
                    request(Map.of("text", link.linkId(), "format", "csv"), VIEWER),
                    Optional.empty());
    String csv = new String(file.content(), StandardCharsets.UTF_8);
    assertThat(csv.lines()).hasSize(2);
    assertThat(csv)
        .startsWith("\uFEFF")
        .contains(link.linkId() + ",,\"'=HYPERLINK(\"\"http://x\"\")\",")
        .contains(",USD,50.85,0.00,")
        .doesNotContain(link.url());
    DeskResult refused =
        world
            .paylink
            .desk()
            .show(
                "links",
                request(Map.of("format", "csv"), new Actor("none", p -> false)),
                Optional.empty());
    assertThat(((DeskResult.Html) refused).status()).isEqualTo(403);
  }

  @Test
  void oneLinksPageTellsWhatHappenedAndWhatWouldHappen() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    assertThat(show("link", Map.of("id", link.linkId()), World.SALES))
        .contains("The customer would be asked $50.85", "which would then be paid");
    world.get(link.url());
    SimulatedSession session = world.startCheckout(link);
    world.simulator.decline(session.id(), "insufficient_funds");
    world.simulator.pay(session.id());
    notifyOf(session);
    String html = show("link", Map.of("id", link.linkId()), World.SALES);
    assertThat(html)
        .contains("Issued", "Opened on a", "Paid $50.85", "Posted")
        .contains(session.id(), reference(link))
        .contains("checkout.session.completed", "worked on")
        .contains("/payments/" + payments(link).get(0))
        .contains("By people: 1", "By mail scanners and other machines: 0")
        .contains("because the link is closed");
    assertThat(html.indexOf("Paid $50.85")).isLessThan(html.indexOf("Opened on a"));
  }

  @Test
  void aLinkNobodyKnowsIsSaidInWords() {
    DeskResult.Html page =
        (DeskResult.Html)
            world
                .paylink
                .desk()
                .show("link", request(Map.of("id", "nonsense"), World.SALES), Optional.empty());
    assertThat(page.status()).isEqualTo(404);
  }

  @Test
  void aLinkIsCancelledFromItsPageAfterItsConsequencesWereShown() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.startCheckout(link);
    Map<String, String> asked = Map.of("id", link.linkId(), "cancel", "Y");
    assertThat(show("link", asked, World.SALES)).contains("over $50.85?");
    assertThat(show("link", asked, VIEWER)).doesNotContain("over $50.85?");
    act("link", Map.of("id", link.linkId(), "do", "cancel", "reason", "typo"), World.SALES);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.CANCELLED);
  }

  @Test
  void cancellingALinkThatIsPaidInTheSameMomentIsNotCalledDone() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.simulator.pay(world.startCheckout(link).id());
    DeskResult answer = act("link", Map.of("id", link.linkId(), "do", "cancel"), World.SALES);
    DeskNotice notice = ((DeskResult.SeeOther) answer).notice().orElseThrow();
    assertThat(notice.labelKey()).isEqualTo("PaylinkNotice_cancelledButPaid");
    assertThat(notice.good()).isFalse();
    assertThat(notice.facts()).containsEntry("link", link.linkId());
  }

  @Test
  void aPaymentIsConfirmedAndUndoneByItsForms() {
    Issued link = world.issue(world.invoice(TOTAL));
    String form = show("confirm", Map.of("id", link.linkId()), World.SALES);
    assertThat(form).contains("value=\"50.85\"", "type=\"date\"", "bank transfer");
    Map<String, String> typed = new HashMap<>();
    typed.put("id", link.linkId());
    typed.put("requestKey", "form-" + link.linkId());
    typed.put("method", "cheque");
    typed.put("reference", "CH-17");
    typed.put("amount", "60");
    typed.put("date", "");
    DeskResult.Html refused = (DeskResult.Html) act("confirm", typed, World.SALES);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.html())
        .contains("id=\"paylink-amount-problem\"", "value=\"60\"", "value=\"CH-17\"");
    typed.put("amount", "50.85");
    assertThat(act("confirm", typed, World.SALES)).isInstanceOf(DeskResult.SeeOther.class);
    assertThat(act("confirm", typed, World.SALES)).isInstanceOf(DeskResult.SeeOther.class);
    assertThat(payments(link)).hasSize(1);
    String page = show("link", Map.of("id", link.linkId()), World.SALES);
    assertThat(page).contains("Confirmed by hand", "CH-17", "undo=");
    assertThat(show("link", Map.of("id", link.linkId()), VIEWER)).doesNotContain("undo=");
    Map<String, String> undo =
        Map.of("id", link.linkId(), "undo", link.linkId() + ":form-" + link.linkId());
    assertThat(show("confirm", undo, World.SALES)).contains("CH-17", "$50.85 will no longer");
    assertThat(((DeskResult.Html) act("confirm", undo, World.SALES)).html())
        .contains("id=\"paylink-reason-problem\"");
    Map<String, String> withReason = new HashMap<>(undo);
    withReason.put("reason", "wrong link");
    assertThat(act("confirm", withReason, World.SALES)).isInstanceOf(DeskResult.SeeOther.class);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
    assertThat(show("link", Map.of("id", link.linkId()), World.SALES))
        .contains("wrong link", "Opened again", "-$50.85");
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
    IssueRequest wish = World.wish(subject, "p-" + subject.id());
    return world.paylink.issue(
        new IssueRequest(
            wish.requestKey(),
            wish.type(),
            wish.subjectId(),
            wish.organizationPartyId(),
            wish.amount(),
            wish.currency(),
            Optional.of(purpose),
            wish.validityDays(),
            wish.gatewayAccountIds(),
            false,
            false,
            "en",
            "screen"),
        World.SALES);
  }

  private static String show(String page, Map<String, String> parameters, Actor actor) {
    DeskResult result =
        world.paylink.desk().show(page, request(parameters, actor), Optional.empty());
    return ((DeskResult.Html) result).html();
  }

  private static DeskResult act(String page, Map<String, String> parameters, Actor actor) {
    return world.paylink.desk().act(page, request(parameters, actor));
  }

  private static DeskRequest request(Map<String, String> parameters, Actor actor) {
    Map<String, List<String>> all = new HashMap<>();
    parameters.forEach((name, value) -> all.put(name, List.of(value)));
    return new DeskRequest(all, actor, Locale.US, ZoneOffset.UTC, new Places(), Optional.empty());
  }

  /** Addresses as any host could have them. */
  private static final class Places implements DeskPlaces {
    @Override
    public String page(String name, Map<String, String> parameters) {
      StringBuilder address = new StringBuilder("/desk/" + name);
      String separator = "?";
      // The id first, so that tests can look for it.
      for (Map.Entry<String, String> each : ordered(parameters).entrySet()) {
        address.append(separator).append(each.getKey()).append("=").append(each.getValue());
        separator = "&";
      }
      return address.toString();
    }

    private static Map<String, String> ordered(Map<String, String> parameters) {
      return parameters instanceof java.util.LinkedHashMap ? parameters : new TreeMap<>(parameters);
    }

    @Override
    public Form post(String name) {
      return new Form("/desk/" + name, "");
    }

    @Override
    public Form search(String name) {
      return new Form("/desk/" + name, "");
    }

    @Override
    public Optional<String> document(SubjectType type, String id) {
      return Optional.of("/documents/" + id);
    }

    @Override
    public Optional<String> payment(String paymentId) {
      return Optional.of("/payments/" + paymentId);
    }
  }
}
