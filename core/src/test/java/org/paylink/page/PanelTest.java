package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.paylink.link.LinkStatus;
import org.paylink.money.Money;
import org.paylink.page.PanelView.Row;
import org.paylink.problem.Problem;

class PanelTest {
  private static final Labels LABELS = Labels.load();
  private static final Pages PAGES = new FreemarkerPages(LABELS);

  private static Document panel(PanelView view) {
    return Jsoup.parseBodyFragment(PAGES.panel(view, PanelSamples.CONTEXT));
  }

  private static Document sample(String name) {
    return panel(PanelSamples.all().get(name));
  }

  static Stream<PanelView> samples() {
    return PanelSamples.all().values().stream();
  }

  @Test
  void anEmptyPanelIsOneSentenceAndTheForm() {
    Document panel = sample("empty");
    assertThat(panel.select("tr.header-row")).isEmpty();
    assertThat(panel.text()).contains(LABELS.text("PaylinkPanel_Empty", Locale.US));
    assertThat(panel.select("details.paylink-create > summary").text())
        .isEqualTo("Create payment link");
  }

  @Test
  void creatingPostsEveryFieldPrefilled() {
    Element form = sample("empty").selectFirst("form[action=/ordermgr/control/createPaylinkLink]");
    assertThat(form.attr("method")).isEqualTo("post");
    assertThat(form.select("input[name]").eachAttr("name"))
        .containsExactlyInAnyOrder(
            "csrf",
            "subjectType",
            "subjectId",
            "organizationPartyId",
            "requestKey",
            "currencyUomId",
            "amount",
            "purpose",
            "validityDays",
            "gatewayAccountId",
            "gatewayAccountId");
    assertThat(form.select("[name=csrf]").val()).isEqualTo("CREATE");
    assertThat(form.select("[name=subjectType]").val()).isEqualTo("ORDER");
    assertThat(form.select("[name=subjectId]").val()).isEqualTo("WS10003");
    assertThat(form.select("[name=organizationPartyId]").val()).isEqualTo("Company");
    assertThat(form.select("[name=requestKey]").val()).isEqualTo("7d1b0c1e");
    assertThat(form.select("[name=amount]").val()).isEqualTo("50.85");
    assertThat(form.select("[name=currencyUomId]").val()).isEqualTo("USD");
    assertThat(form.select("[name=purpose]").val()).isEqualTo("Order WS10003");
    assertThat(form.select("[name=validityDays]").val()).isEqualTo("7");
    assertThat(form.select("[type=checkbox][name=gatewayAccountId][checked]").eachAttr("value"))
        .containsExactly("STRIPE_US");
    assertThat(form.select("label:has([type=checkbox])").eachText()).contains("Trial (test)");
    assertThat(form.select("[type=submit]")).hasSize(1);
  }

  @Test
  void aSecondCreateOffersToUseReplaceOrHaveBoth() {
    Document panel = sample("live");
    Element form = panel.selectFirst(".paylink-create form");
    assertThat(form.select("a[href*=paylinkShow=PL10012]")).hasSize(1);
    assertThat(form.select("button[type=submit]").eachAttr("name"))
        .containsExactly("replace", "additional");
    assertThat(form.select("button[type=submit]").eachAttr("value")).containsExactly("Y", "Y");
    assertThat(panel.select(".paylink-create").hasAttr("open")).isTrue();
  }

  @Test
  void aNewLinksAddressCanBeSelectedWithoutScripts() {
    Document panel = sample("created");
    Element address = panel.selectFirst("input[readonly]");
    assertThat(address.val()).isEqualTo(PanelSamples.URL);
    assertThat(panel.select("label[for=" + address.id() + "]")).hasSize(1);
    assertThat(panel.select("#paylink-copy").hasAttr("hidden")).isTrue();
    assertThat(panel.select("script")).hasSize(1);
    assertThat(panel.selectFirst("script").data()).contains("isSecureContext", "execCommand");
  }

  @Test
  void thereIsNoScriptAndNoAddressWhenNoneWasAskedFor() {
    Document panel = sample("every_status");
    assertThat(panel.select("script")).isEmpty();
    assertThat(panel.html()).doesNotContain(PanelSamples.URL);
  }

  @Test
  void cancellingSaysInNumbersWhatWillHappenAndAsksForAReason() {
    Element form = sample("cancelling").selectFirst("form[action$=cancelPaylinkLink]");
    assertThat(form.text()).contains("PL10012", "$50.85", "1 checkout");
    assertThat(form.select("input[name]").eachAttr("name"))
        .containsExactlyInAnyOrder("csrf", "subjectType", "subjectId", "paymentLinkId", "reason");
    assertThat(form.select("[name=paymentLinkId]").val()).isEqualTo("PL10012");
  }

  @Test
  void checkingPostsTheLink() {
    Element form = sample("cancelling").selectFirst("form[action$=checkPaylinkLink]");
    assertThat(form.attr("method")).isEqualTo("post");
    assertThat(form.select("[name=paymentLinkId]").val()).isEqualTo("PL10012");
    assertThat(form.select("[name=csrf]").val()).isEqualTo("CHECK");
  }

  @Test
  void linksToThePageKeepTheParametersItAlreadyHas() {
    assertThat(sample("cancelling").select("a[href*=paylinkCancel]").attr("href"))
        .isEqualTo(
            "/ordermgr/control/orderview?orderId=WS10003&paylinkCancel=PL10012#paylink-panel");
  }

  @ParameterizedTest
  @EnumSource
  void everyStatusIsSaidInWordsAndWithALookOfItsOwn(LinkStatus status) {
    Row row = PanelRowSamples.row("PL1", status, Money.zero("USD"), true);
    Element shown =
        panel(PanelSamples.panel(List.of(row), null, null, null, null, null))
            .selectFirst(".paylink-status");
    assertThat(shown.text()).isEqualTo(LABELS.text(status.labelKey(), Locale.US));
  }

  @Test
  void aLinkThatMayNotBeCopiedOrCancelledOffersNeither() {
    Row row = PanelRowSamples.row("PL1", LinkStatus.EXPIRED, Money.zero("USD"), false);
    Document panel = panel(PanelSamples.panel(List.of(row), null, null, null, null, null));
    assertThat(panel.select("a[href*=paylinkShow], a[href*=paylinkCancel]")).isEmpty();
  }

  @Test
  void aPostedReceiptLeadsToTheHostsPayment() {
    Document panel = sample("paid");
    assertThat(panel.select("a[href$=paymentId=10020]").text()).isEqualTo("payment 10020");
  }

  @ParameterizedTest
  @EnumSource
  void whyNothingCanBeAskedForDoesNotTellOfATry(Problem problem) {
    PanelView.Notice whyNot = PanelSamples.bad(problem, Map.of());
    PanelView view = PanelSamples.panel(List.of(), null, whyNot, null, null, null);
    String why = panel(view).select("p.paylink-why").text();
    assertThat(why).isNotBlank();
    if (Set.of(Problem.DOCUMENT_PAID, Problem.DOCUMENT_NOT_PAYABLE).contains(problem)) {
      assertThat(why).doesNotContain("No link was made");
    }
  }

  @Test
  void theHistoryTellsWhatHappenedInTheUsersWords() {
    assertThat(sample("paid").select("ol.paylink-history li").eachText())
        .anySatisfy(line -> assertThat(line).contains("Paid $50.85", "by the payment provider"))
        .anySatisfy(line -> assertThat(line).contains("Payment declined: insufficient funds"))
        .anySatisfy(line -> assertThat(line).contains("Opened on a phone by the customer"))
        .anySatisfy(line -> assertThat(line).contains("Issued for $50.85", "by DemoRepAll"));
  }

  @Test
  void exceptionsAndTestMoneyStandOut() {
    Document panel = sample("every_status");
    assertThat(panel.select(".paylink-exception").eachText())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(LABELS.text("PaylinkException_AMOUNT_DIFFERS", Locale.US)));
    assertThat(panel.select(".paylink-exception a").eachAttr("href"))
        .allSatisfy(address -> assertThat(address).contains("x-"));
    assertThat(panel.select(".paylink-policy li").eachText())
        .contains("Orders up to $500.00 are approved when paid; above that a person approves.");
    assertThat(panel.select(".paylink-test").eachText()).containsExactly("Test");
  }

  @Test
  void aRefusalNamesItsFactsAndKeepsTheFormOpen() {
    Document panel = sample("refused");
    assertThat(panel.select("[role=alert]").text())
        .contains("$60.00", "$50.85", "No link was made");
    assertThat(panel.select(".paylink-create").hasAttr("open")).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void everyProblemCanBeShown(Problem problem) {
    PanelView view =
        PanelSamples.panel(List.of(), null, null, null, null, PanelSamples.bad(problem, Map.of()));
    assertThat(panel(view).select("[role=alert]").text())
        .isEqualTo(LABELS.text(problem.labelKey(), Locale.US));
  }

  @Test
  void anEventOrExceptionOfALaterReleaseIsShownByItsName() {
    Row plain = PanelRowSamples.row("PL1", LinkStatus.ISSUED, Money.zero("USD"), true);
    Row later =
        PanelRowSamples.with(
            plain,
            List.of(PanelRowSamples.posting("PENDING", Optional.empty())),
            List.of("NEW_KIND"),
            false);
    assertThat(panel(PanelSamples.panel(List.of(later), null, null, null, null, null)).text())
        .contains("NEW_KIND");
  }

  @ParameterizedTest
  @MethodSource("samples")
  void everyFieldHasALabelAndEveryButtonAName(PanelView view) {
    Document panel = panel(view);
    for (Element field : panel.select("input[type=text], select")) {
      assertThat(panel.select("label[for=" + field.id() + "]")).as(field.id()).hasSize(1);
    }
    assertThat(panel.select("input[type=submit]").eachAttr("value")).doesNotContain("");
    assertThat(panel.select("[style], [onclick]")).isEmpty();
    assertThat(panel.select("form form")).isEmpty();
  }
}
