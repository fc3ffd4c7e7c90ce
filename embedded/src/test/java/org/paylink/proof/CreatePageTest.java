package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/** A link is made from any page of the host: what for, the prefilled form, its address. */
class CreatePageTest extends RefusalScene {
  private static final String PAGE = "create";

  private final StaffPages sales = new StaffPages(world.paylink, World.SALES);

  @Test
  void anOrdersNumberLeadsToThePrefilledFormAndThenToTheAddress() {
    Subject order = world.order(TOTAL);
    Document form = page(Map.of("type", "ORDER", "id", order.id()));
    assertThat(form.select("[name=amount]").val()).isEqualTo("50.85");
    assertThat(form.select("[name=purpose]").val()).contains("Goods");
    assertThat(form.select("[name=validityDays]").val()).isEqualTo("14");
    String made = sales.leadsTo(PAGE, fields(form, Map.of()));
    PaymentLink link = madeLink(made);
    assertThat(link.subject()).isEqualTo(order);
    assertThat(link.amount()).isEqualTo(TOTAL);
    Document shown = page(Map.of("made", link.id()));
    assertThat(text(world.get(shown.select("#paylink-address").val()))).contains("$50.85");
    assertThat(sales.leadsTo(PAGE, fields(form, Map.of())))
        .as("the form sent twice")
        .isEqualTo(made);
  }

  @Test
  void aCustomersNameLeadsToACustomPaymentOnAccount() {
    Subject customer = world.customer();
    Document found = page(Map.of("type", "PARTY", "id", "account customer"));
    assertThat(found.select("a[href*=" + customer.id() + "]").text())
        .isEqualTo("Account Customer " + customer.id());
    assertThat(found.select("a[href*=PARTY]").size()).isLessThanOrEqualTo(20);
    Document form = page(Map.of("type", "PARTY", "id", customer.id()));
    assertThat(form.select("[name=amount]").val()).isEmpty();
    assertThat(form.select("[name=currencyUomId]").val()).isEqualTo("USD");
    String made = sales.leadsTo(PAGE, fields(form, Map.of("amount", "75", "purpose", "Deposit")));
    PaymentLink link = madeLink(made);
    assertThat(link.subject()).isEqualTo(customer);
    assertThat(link.amount()).isEqualTo(Money.ofMajor("USD", "75"));
  }

  @Test
  void aRefusedFormSaysWhyAtItsFieldAndKeepsWhatWasTyped() {
    Document form = page(Map.of("type", "PARTY", "id", world.customer().id()));
    Document again =
        Jsoup.parse(
            sales.refuses(PAGE, fields(form, Map.of("amount", "1,5", "purpose", "Deposit"))));
    assertThat(again.select("#paylink-amount-problem").text()).contains("Nothing was changed");
    assertThat(again.select("[name=amount]").val()).isEqualTo("1,5");
    assertThat(again.select("[name=purpose]").val()).isEqualTo("Deposit");
    Document purpose = Jsoup.parse(sales.refuses(PAGE, fields(form, Map.of("amount", "15"))));
    assertThat(purpose.select("#paylink-purpose-problem").text()).contains("No link was made");
  }

  @Test
  void aLiveLinkIsUsedReplacedOrKeptBesideTheNewOne() {
    Subject order = world.order(TOTAL);
    Issued live = world.issue(order);
    Document form = page(Map.of("type", "ORDER", "id", order.id()));
    assertThat(form.select("a[href*=made]").attr("href")).contains(live.linkId());
    Document refused = Jsoup.parse(sales.refuses(PAGE, fields(form, Map.of())));
    assertThat(refused.select("#paylink-live-problem").text()).contains(live.linkId());
    sales.leadsTo(PAGE, fields(form, Map.of("live", "replace")));
    assertThat(world.pressPay(live.url()).status()).isEqualTo(410);
  }

  @Test
  void whatIsNotThereOrAlreadyPaidIsSaidBesideTheSearch() {
    assertThat(page(Map.of("type", "INVOICE", "id", "NO-SUCH")).text())
        .contains("There is no such document: NO-SUCH", "No link was made");
    assertThat(page(Map.of("type", "PARTY", "id", "nobody at all")).text())
        .contains("nobody at all", "No link was made");
    Subject paid = world.invoice(TOTAL);
    world.records.run(unit -> world.books.receive(unit, paid, TOTAL, true));
    assertThat(page(Map.of("type", "INVOICE", "id", paid.id())).text()).contains("Nothing is open");
  }

  @Test
  void theFormAsksForTheOrganizationWhereSeveralCanBePaid() {
    orderOf("Third", Money.ofMajor("USD", "1"));
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("THIRD", "Third"));
    Document form = page(Map.of("type", "PARTY", "id", world.customer().id()));
    assertThat(form.select("select[name=organizationPartyId] option").eachText())
        .containsExactly(World.COMPANY, "Third");
    String made =
        sales.leadsTo(
            PAGE,
            fields(
                form, Map.of("amount", "5", "purpose", "Deposit", "organizationPartyId", "Third")));
    assertThat(madeLink(made).subject().organizationPartyId()).isEqualTo("Third");
  }

  @Test
  void severalWaysToPayAreOfferedAndTheLinkHasThoseThatWereTicked() {
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("SECOND", World.COMPANY),
        world.settings.account("THIRD", World.COMPANY));
    Subject order = world.order(TOTAL);
    Document form = page(Map.of("type", "ORDER", "id", order.id()));
    assertThat(boxes(form, "")).containsExactly(FixedSettings.ACCOUNT, "SECOND", "THIRD");
    assertThat(boxes(form, "[checked]")).containsExactly(FixedSettings.ACCOUNT);
    Map<String, List<String>> typed = new HashMap<>();
    fields(form, Map.of()).forEach((name, value) -> typed.put(name, List.of(value)));
    typed.put("gatewayAccountId", List.of("THIRD", "SECOND"));
    typed.put("amount", List.of("nonsense"));
    Document again = Jsoup.parse(((DeskResult.Html) sales.actAll(PAGE, typed)).html());
    assertThat(boxes(again, "[checked]")).as("after a refusal").containsExactly("SECOND", "THIRD");
    typed.put("amount", List.of("50.85"));
    String made = ((DeskResult.SeeOther) sales.actAll(PAGE, typed)).address();
    PaymentLink link = madeLink(made);
    List<String> offered = world.records.unit(unit -> Links.accountsOf(unit, link.id()));
    assertThat(offered).containsExactly("THIRD", "SECOND");
  }

  private static List<String> boxes(Document page, String which) {
    return page.select("input[type=checkbox][name=gatewayAccountId]" + which).eachAttr("value");
  }

  @Test
  void whoMayNotCreateDoesNotSeeThePage() {
    StaffPages viewer = new StaffPages(world.paylink, new Actor("viewer", Permission.VIEW::equals));
    assertThat(viewer.refuses(PAGE, Map.of("type", "ORDER"))).contains("PAYLINK_CREATE");
  }

  private Document page(Map<String, String> parameters) {
    return Jsoup.parse(sales.show(PAGE, parameters));
  }

  /** The fields of the form as a browser sends them, with what is typed. */
  private static Map<String, String> fields(Document page, Map<String, String> typed) {
    Map<String, String> fields = new HashMap<>();
    page.select("form[method=post] [name]")
        .forEach(
            field ->
                fields.put(
                    field.attr("name"),
                    field.tagName().equals("select")
                        ? field.select("option[selected]").val()
                        : field.val()));
    fields.putAll(typed);
    return fields;
  }

  private static PaymentLink madeLink(String address) {
    List<String> parts = List.of(address.split("made=", 2));
    return world.records.unit(unit -> Links.find(unit, parts.get(1))).orElseThrow();
  }
}
