package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.Subject;
import org.paylink.page.DeskNotice;
import org.paylink.simulator.SimulatedSession;

/** The page of one link, and what staff does from it: cancel it, confirm it, undo that. */
class OneLinkPageTest extends Scene {
  private static final Actor VIEWER = new Actor("viewer", p -> p == Permission.VIEW);

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
    DeskResult page =
        new StaffPages(world.paylink, World.SALES).result("link", Map.of("id", "nonsense"));
    assertThat(((DeskResult.Html) page).status()).isEqualTo(404);
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

  private static String show(String page, Map<String, String> parameters, Actor actor) {
    return new StaffPages(world.paylink, actor).show(page, parameters);
  }

  private static DeskResult act(String page, Map<String, String> fields, Actor actor) {
    return new StaffPages(world.paylink, actor).act(page, fields);
  }
}
