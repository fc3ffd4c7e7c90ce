package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.Words;
import org.paylink.issuing.Issued;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.page.PanelContext;
import org.paylink.page.PanelView;
import org.paylink.panel.Panels;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;

/** The panel on a customer's profile. */
class PartyPanelTest extends RefusalScene {
  @Test
  void itShowsTheCustomersOwnLinksFirstAndThenThoseOfDocumentsItPays() {
    Subject customer = world.customer();
    Issued own = issue(Wish.onAccount(customer, "10"));
    Subject order = orderOf(customer);
    Issued ofOrder = world.issue(order);
    world.issue(world.order(TOTAL));
    PanelView view = view(customer);
    assertThat(view.rows())
        .extracting(PanelView.Row::linkId)
        .containsExactly(own.linkId(), ofOrder.linkId());
    Document panel = panel(view);
    assertThat(panel.select(".paylink-about").eachText())
        .containsExactly("Deposit for the summer", "Order " + order.id());
    assertThat(panel.select(".paylink-about a").attr("href")).isEqualTo("/ORDER/" + order.id());
    assertThat(panel.select("a[href^=/desk/links]").text()).isEqualTo("All links of this customer");
  }

  @Test
  void aPaidLinkLeavesTheLivePartAndStaysInHistory() {
    Subject customer = world.customer();
    Issued paid = issue(Wish.onAccount(customer, "10"));
    Issued live = issue(Wish.onAccount(customer, "20"));
    SimulatedSession session = world.startCheckout(paid);
    world.simulator.pay(session.id());
    notifyOf(session);
    Document panel = panel(view(customer));
    assertThat(panel.select(".paylink-past").text()).contains(paid.linkId(), "Paid");
    panel.select(".paylink-past").remove();
    assertThat(panel.text()).contains(live.linkId()).doesNotContain(paid.linkId());
  }

  @Test
  void aClosedLinkThatWantsAPersonStaysInSight() {
    Subject customer = world.customer();
    Issued link = issue(Wish.onAccount(customer, "10"));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(view(customer).rows().get(0).isLive()).isTrue();
  }

  @Test
  void theFormAsksForAmountCurrencyAndPurposeAndForNothingAboutLiveLinks() {
    Subject customer = world.customer();
    issue(Wish.onAccount(customer, "10"));
    Document panel = panel(view(customer));
    assertThat(panel.select("[name=amount]").val()).isEmpty();
    assertThat(panel.select("[name=purpose]").val()).isEmpty();
    assertThat(panel.select("input[type=text][name=currencyUomId]").val()).isEqualTo("USD");
    assertThat(panel.select("[name=replace]")).isEmpty();
    assertThat(panel.select("a[href*=payNow]")).hasSize(1);
  }

  @Test
  void noMoreThanTwentyLinksAreShown() {
    Subject customer = world.customer();
    for (int i = 0; i < 22; i++) {
      issue(Wish.onAccount(customer, "10"));
    }
    assertThat(view(customer).rows()).hasSize(20);
  }

  @Test
  void whereItIsUnclearWhichOrganizationIsPaidThePanelSaysSo() {
    Subject customer = world.customer();
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("OTHER", "Other"));
    PanelView view = view(customer);
    assertThat(view.createForm()).isEmpty();
    assertThat(view.whyNot().flatMap(PanelView.Notice::problem))
        .contains(Problem.ORGANIZATION_UNCLEAR);
  }

  @Test
  void whoIsNoCustomerHasNoPanel() {
    assertThat(world.paylink.panels().of(SubjectType.PARTY, "NOBODY", World.SALES, wish()))
        .isEmpty();
  }

  private static Subject orderOf(Subject customer) {
    Subject order =
        new Subject(World.COMPANY, SubjectType.ORDER, world.host.identifiers().next("SampleOrder"));
    world.records.run(
        unit ->
            world.books.add(
                unit,
                new SampleBooks.NewDocument(
                    order,
                    Words.SALES_ORDER,
                    Words.ORDER_APPROVED,
                    customer.id(),
                    TOTAL,
                    "Goods",
                    Optional.empty())));
    return order;
  }

  private static PanelView view(Subject customer) {
    return world
        .paylink
        .panels()
        .of(SubjectType.PARTY, customer.id(), World.SALES, wish())
        .orElseThrow();
  }

  private static Panels.Wish wish() {
    return new Panels.Wish(
        Optional.empty(), Optional.empty(), "key", Optional.empty(), Locale.US, ZoneOffset.UTC);
  }

  private static Document panel(PanelView view) {
    return Jsoup.parseBodyFragment(world.paylink.pages().panel(view, new Context()));
  }

  private static final class Context implements PanelContext {
    @Override
    public String url(Action action) {
      return "/" + action;
    }

    @Override
    public String hiddenFields(Action action) {
      return "";
    }

    @Override
    public Optional<String> paymentUrl(String paymentId) {
      return Optional.empty();
    }

    @Override
    public Optional<String> documentUrl(Subject subject) {
      return Optional.of("/" + subject.type() + "/" + subject.id());
    }

    @Override
    public String deskUrl(String page, Map<String, String> parameters) {
      return "/desk/" + page + List.copyOf(parameters.values());
    }
  }
}
