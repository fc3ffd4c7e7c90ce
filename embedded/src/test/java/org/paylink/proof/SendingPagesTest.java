package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.host.Mailer;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.DeliveryReason;
import org.paylink.simulator.SimulatedSession;

/** The staff's pages of sending, as a browser without scripts uses them. */
class SendingPagesTest extends Scene {
  private final DeskOf desk = new DeskOf(world, World.SALES, Locale.ENGLISH);
  private Issued link;

  @BeforeEach
  void aLink() {
    world.post.asUsual();
    link = world.issue(world.order(TOTAL));
  }

  @Test
  void composingProposesTheCustomerAndATextInTheCustomersLanguage() {
    Document page = compose(Map.of());

    assertThat(page.select("input[name=to]").attr("value")).isEqualTo("customer@example.com");
    assertThat(page.select("input[name=to]").hasAttr("checked")).isTrue();
    assertThat(page.select("#paylink-subject").attr("value")).contains("{payee}");
    assertThat(page.select("#paylink-text").text()).contains("{link}");
    assertThat(page.select("#paylink-address").attr("value")).isEqualTo(link.url());

    Issued german = world.issueIn("de-DE", world.order(TOTAL));
    Document other = page("compose", Map.of("link", List.of(german.linkId())));
    assertThat(other.select("#paylink-text").text()).contains("Guten Tag");
    assertThat(other.select("#paylink-language option[selected]").attr("value")).isEqualTo("de");
  }

  @Test
  void thePreviewShowsWhatTheCustomerWillSeeAndKeepsWhatWasTyped() {
    Document page = act(form("preview", "Dear[ {recipientName}], pay {amount}\n\n{link}"));

    assertThat(page.select("#paylink-preview").text())
        .contains("Dear Customer, pay $50.85", "Open the payment page", "Subject: For Order ");
    assertThat(page.select("#paylink-text").text()).contains("Dear[ {recipientName}]");
    assertThat(page.select("#paylink-preview").html()).doesNotContain(link.url());
    assertThat(world.post.taken).isEmpty();
  }

  @Test
  void anotherTemplateReplacesTheTextAndKeepsTheRecipients() {
    Map<String, List<String>> form = form("template", "typed {link}");
    form.put("language", List.of("de"));
    form.put("to", List.of());
    form.put("recipient", List.of("anna@example.com"));
    Document page = act(form);

    assertThat(page.select("#paylink-text").text()).contains("Guten Tag").doesNotContain("typed");
    assertThat(page.select("input[name=to][checked]")).isEmpty();
    assertThat(page.select("input[name=recipient]").attr("value")).isEqualTo("anna@example.com");
  }

  @Test
  void sendingSaysToWhomItWentAndThePageTellsWhoSentItWhen() {
    DeskResult result = desk.act("compose", form("send", "Pay\n\n{link}"));

    assertThat(result)
        .isInstanceOfSatisfying(
            DeskResult.SeeOther.class,
            other -> {
              assertThat(other.address()).isEqualTo("/desk/compose?link=" + link.linkId());
              assertThat(other.notice().orElseThrow().labelKey()).isEqualTo("PaylinkNotice_sent");
            });
    Document page = compose(Map.of());
    assertThat(page.text()).contains("customer@example.com", "sales", "Sent");
    assertThat(page.select("#paylink-text").text())
        .as("the text for another time")
        .contains("once more");
  }

  @Test
  void whatIsNotSentIsSaidAsSuchWithTheReasonAndTheAddressToCopy() {
    world.post.answers(message -> new Mailer.Refused(DeliveryReason.SWITCHED_OFF, true, ""));

    DeskResult.SeeOther result =
        (DeskResult.SeeOther) desk.act("compose", form("send", "Pay {link}"));

    assertThat(result.notice().orElseThrow().good()).isFalse();
    assertThat(result.notice().orElseThrow().facts()).containsEntry("notSent", "SWITCHED_OFF");
    Document page = compose(Map.of());
    assertThat(page.text()).contains("Not sent", "Mail is switched off in this host");
    assertThat(page.select("#paylink-address").attr("value")).isEqualTo(link.url());
  }

  @Test
  void aMistakeIsSaidAtItsFieldAndNothingTypedIsLost() {
    Map<String, List<String>> form = form("send", "My <b>words</b> {linc}");
    form.put("recipient", List.of("not an address"));
    Document page = act(form);

    assertThat(page.select("#paylink-recipient-problem").text()).contains("not an e-mail address");
    assertThat(page.select("#paylink-text").text()).contains("My <b>words</b> {linc}");
    assertThat(page.select("input[name=recipient]").attr("value")).isEqualTo("not an address");
    form.put("recipient", List.of(""));
    assertThat(act(form).select("#paylink-text-problem").text()).contains("{linc}", "{amount}");
    assertThat(world.post.taken).isEmpty();
  }

  @Test
  void aClosedLinkCanBeLookedAtButNotSent() {
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);

    Document page = compose(Map.of());

    assertThat(page.text()).contains("can't be paid any more");
    assertThat(page.select("form, #paylink-address")).isEmpty();
  }

  @Test
  void theCodeIsAPictureThatSaysWhatItOpens() {
    Document page = page("qr", Map.of("link", List.of(link.linkId())));

    assertThat(page.select("svg[role=img] path")).hasSize(1);
    assertThat(page.select("svg title").text()).contains("Your Company Name Inc");
    assertThat(page.html()).doesNotContain(link.url());
  }

  @Test
  void anAdminEditsATemplateSeesItAndGoesBack() {
    Map<String, List<String>> form = new HashMap<>();
    form.put("template", List.of("confirmation"));
    form.put("kind", List.of("CONFIRMATION"));
    form.put("language", List.of("en"));
    form.put("name", List.of("Thanks"));
    form.put("subject", List.of("Thanks {payee}"));
    form.put("text", List.of("We got {amount} {wrong}"));
    assertThat(Jsoup.parse(((DeskResult.Html) desk.act("templates", form)).html()).text())
        .contains("{wrong}");
    form.put("text", List.of("We got {amount}"));
    form.put("step", List.of("preview"));
    assertThat(Jsoup.parse(((DeskResult.Html) desk.act("templates", form)).html()).text())
        .contains("We got €50.85");
    form.put("step", List.of("save"));
    assertThat(desk.act("templates", form)).isInstanceOf(DeskResult.SeeOther.class);
    assertThat(page("templates", Map.of()).text()).contains("Thanks");
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.post.taken.get(0).text()).contains("We got $50.85");

    form.put("step", List.of("reset"));
    desk.act("templates", form);
    assertThat(page("templates", Map.of()).text()).doesNotContain("Thanks");
  }

  @Test
  void everyTemplateCanBeOpened() {
    for (String id : List.of("link", "resend", "confirmation", "notice")) {
      Document page = page("templates", Map.of("template", List.of(id), "language", List.of("de")));
      assertThat(page.select("#paylink-text").text()).as(id).isNotBlank();
      assertThat(page.select("code")).isNotEmpty();
    }
    assertThat(page("templates", Map.of("new", List.of("Y"))).select("#paylink-template"))
        .hasSize(1);
  }

  @Test
  void aUserChoosesHowToBeToldAndReadsTheNews() {
    assertThat(page("preferences", Map.of()).select("input[checked]").attr("value"))
        .isEqualTo("NOTE");
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(page("news", Map.of()).text())
        .contains("Payment link " + link.linkId() + " was paid: $50.85 came in.");

    desk.act("preferences", Map.of("channel", List.of("EMAIL")));
    assertThat(page("preferences", Map.of()).select("input[checked]").attr("value"))
        .isEqualTo("EMAIL");
    assertThat(
            ((DeskResult.Html) desk.act("preferences", Map.of("channel", List.of("PIGEON"))))
                .status())
        .isEqualTo(422);
    desk.act("preferences", Map.of("channel", List.of("NOTE")));
  }

  @Test
  void thePagesAreInTheReadersLanguage() {
    DeskOf german = new DeskOf(world, World.SALES, Locale.GERMAN);

    assertThat(german.show("compose", Map.of("link", List.of(link.linkId()))).html())
        .contains("Vorlage übernehmen", "Senden", "Vorschau");
    assertThat(german.show("news", Map.of()).title())
        .isEqualTo("Neuigkeiten zu Ihren Zahlungslinks");
  }

  @Test
  void whoMayOnlyLookMaySendNothing() {
    DeskOf viewer =
        new DeskOf(world, new Actor("viewer", p -> p == Permission.VIEW), Locale.ENGLISH);

    assertThat(viewer.show("compose", Map.of("link", List.of(link.linkId()))).status())
        .isEqualTo(403);
    assertThat(viewer.show("qr", Map.of("link", List.of(link.linkId()))).status()).isEqualTo(403);
    assertThat(viewer.show("templates", Map.of()).status()).isEqualTo(403);
    assertThat(viewer.show("news", Map.of()).status()).isEqualTo(200);
  }

  private Map<String, List<String>> form(String step, String text) {
    Map<String, List<String>> form = new HashMap<>();
    form.put("link", List.of(link.linkId()));
    form.put("requestKey", List.of("key-" + link.linkId() + step));
    form.put("to", List.of("customer@example.com"));
    form.put("recipient", List.of(""));
    form.put("template", List.of("link"));
    form.put("language", List.of("en"));
    form.put("subject", List.of("For {purpose}"));
    form.put("text", List.of(text));
    form.put("step", List.of(step));
    return form;
  }

  private Document compose(Map<String, List<String>> more) {
    Map<String, List<String>> parameters = new HashMap<>(more);
    parameters.put("link", List.of(link.linkId()));
    return page("compose", parameters);
  }

  private Document page(String name, Map<String, List<String>> parameters) {
    DeskResult.Html page = desk.show(name, parameters);
    assertThat(page.status()).as(page.html()).isEqualTo(200);
    return Jsoup.parse(page.html());
  }

  private Document act(Map<String, List<String>> form) {
    return Jsoup.parse(((DeskResult.Html) desk.act("compose", form)).html());
  }
}
