package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.PaymentExceptions;
import org.paylink.policy.PolicyField;
import org.paylink.simulator.SimulatedSession;

/** The staff's pages about what waits for a person, and about the rules. */
class ExceptionPagesTest extends Scene {
  private static final Actor ADMIN = new Actor("admin", permission -> true);
  private static final Actor SALES =
      new Actor("sales", permission -> permission == Permission.VIEW);

  @Test
  void theListSaysWhatHappenedAndWhatToDo() {
    Issued link = wrongAmount();
    String page = show("exceptions", Map.of(), SALES);
    assertThat(page)
        .contains("The amount taken is not the amount asked", "apply the customer")
        .contains(link.linkId(), "$1.23", "Task ", "of accountant");
  }

  @Test
  void whatIsKnownIsSaidInTheReadersLanguageAndFormats() {
    Issued link = wrongAmount();
    Map<String, String> key = Map.of("id", id(link));
    assertThat(show("exception", key, SALES)).contains("Asked: $50.85. Taken: $1.23.");
    assertThat(inGerman("exception", key))
        .contains("Gefordert: 50,85\u00a0$. Eingezogen: 1,23\u00a0$.")
        .doesNotContain("asked 50.85");
    assertThat(inGerman("link", Map.of("id", link.linkId())))
        .contains("Jemand muss entscheiden", "Gefordert: 50,85\u00a0$.");
  }

  @Test
  void whatWasStoredAsAnEnglishTextBeforeIsSaidInTheReadersLanguageToo() {
    Issued link = wrongAmount();
    Map<String, Object> key = Map.of("exceptionId", id(link));
    store(key, "asked 50.85 USD, taken 1.23 USD");
    assertThat(inGerman("exception", Map.of("id", id(link)))).contains("Gefordert: 50,85\u00a0$.");
    store(key, "written by <nobody>");
    assertThat(inGerman("exception", Map.of("id", id(link)))).contains("written by &lt;nobody&gt;");
  }

  private static void store(Map<String, Object> key, String detail) {
    world.records.run(unit -> unit.update(PaymentExceptions.ENTITY, key, Map.of("detail", detail)));
  }

  private static String inGerman(String name, Map<String, String> parameters) {
    DeskRequest asked = request(parameters, SALES);
    DeskRequest german =
        new DeskRequest(
            asked.parameters(),
            asked.actor(),
            Locale.GERMANY,
            asked.zone(),
            asked.places(),
            Optional.empty());
    return ((DeskResult.Html) world.paylink.desk().show(name, german, Optional.empty())).html();
  }

  @Test
  void thePageOfOneTellsAllThatIsKnown() {
    Issued link = wrongAmount();
    String page = show("exception", Map.of("id", id(link)), ADMIN);
    assertThat(page).contains("$50.85", "$1.23", "cs_test_", "pi_", "What was done");
    assertThat(show("exception", Map.of("id", id(link)), SALES)).doesNotContain("What was done");
  }

  @Test
  void itIsResolvedWithASentenceAndThenStandsAmongTheResolved() {
    Issued link = wrongAmount();
    String id = id(link);
    DeskResult.Html refused =
        (DeskResult.Html) act("exception", Map.of("id", id, "resolution", " "), ADMIN);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.html()).contains("paylink-resolution-problem");
    assertThat(act("exception", Map.of("id", id, "resolution", "x"), SALES))
        .isInstanceOf(DeskResult.Html.class);
    assertThat(open(link)).hasSize(1);
    DeskResult done = act("exception", Map.of("id", id, "resolution", "Paid back <b>"), ADMIN);
    assertThat(((DeskResult.SeeOther) done).notice().orElseThrow().good()).isTrue();
    assertThat(show("exceptions", Map.of("show", "resolved"), SALES))
        .contains("admin: Paid back &lt;b&gt;");
    assertThat(show("exception", Map.of("id", id), ADMIN)).contains("Resolved on");
  }

  @Test
  void anExceptionThatIsNotThereIsSaidSo() {
    for (String id : List.of("", "nothing", "x".repeat(300))) {
      DeskResult.Html page = (DeskResult.Html) desk("exception", Map.of("id", id), ADMIN);
      assertThat(page.status()).isEqualTo(422);
      assertThat(page.html()).contains("There is no such exception");
    }
  }

  @Test
  void aPolicyThatContradictsItselfIsRefusedAtItsFieldWithWhatWasTyped() {
    Map<String, String> form = Map.of("defaultValidityDays", "60", "maximumValidityDays", "30");
    DeskResult.Html page = (DeskResult.Html) act("policy", form, ADMIN);
    assertThat(page.status()).isEqualTo(422);
    assertThat(page.html())
        .contains("paylink-defaultValidityDays-problem", "value=\"60\"", "value=\"30\"");
    assertThat(world.settings.policy().defaultDays()).contains(14);
  }

  @Test
  void aPolicyIsStoredAndShownAgain() {
    act(
        "policy",
        Map.of("attemptLimit", "5", "approvalLimits", "500.00 USD", "taskPeople", "accountant"),
        ADMIN);
    assertThat(world.settings.policy().attemptLimit()).isEqualTo(5);
    assertThat(show("policy", Map.of(), ADMIN))
        .contains("value=\"500.00 USD\"", "accountant gets tasks.");
  }

  private Issued wrongAmount() {
    world.settings.policy(PolicyField.TASK_PEOPLE, "accountant");
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentTakes(123);
    world.simulator.pay(session.id());
    notifyOf(session);
    world.paylink.sweeper().sweep();
    return link;
  }

  private static String id(Issued link) {
    return world.records.unit(unit -> PaymentExceptions.openOf(unit, link.linkId())).get(0).id();
  }

  private static String show(String name, Map<String, String> parameters, Actor actor) {
    return ((DeskResult.Html) desk(name, parameters, actor)).html();
  }

  private static DeskResult desk(String name, Map<String, String> parameters, Actor actor) {
    return world.paylink.desk().show(name, request(parameters, actor), Optional.empty());
  }

  private static DeskResult act(String name, Map<String, String> parameters, Actor actor) {
    return world.paylink.desk().act(name, request(parameters, actor));
  }

  private static DeskRequest request(Map<String, String> parameters, Actor actor) {
    Map<String, List<String>> all = new HashMap<>();
    parameters.forEach((name, value) -> all.put(name, List.of(value)));
    return new DeskRequest(
        all, actor, Locale.US, ZoneOffset.UTC, new StaffPlaces(), Optional.empty());
  }
}
