package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebResponse;

/** A user opens the gateway's page with the customer on the phone or at the desk. */
class AttendedPaymentTest extends RefusalScene {
  private static final String PAGE = "payNow";

  private final StaffPages sales = new StaffPages(world.paylink, World.SALES);

  @Test
  void theUserConfirmsAndIsLedToTheGatewaysPageAndItIsNotedWhoDidIt() {
    Issued link = world.issue(world.order(TOTAL));
    assertThat(sales.show(PAGE, of(link)))
        .contains("$50.85", "The customer is on the phone or at the desk")
        .doesNotContain("card number", "cvc");
    String address = sales.leadsTo(PAGE, confirmed(link));
    assertThat(session(address).status()).isEqualTo("open");
    assertThat(attempt(link).attendedBy()).contains("sales");
    assertThat(history(link)).contains("attended by sales", "attempt_started by sales");
    boolean whole = world.records.unit(unit -> History.isWhole(unit, link.linkId()));
    assertThat(whole).isTrue();
  }

  @Test
  void comingBackShowsTheResultAndIsNoCustomerWhoOpenedTheLink() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = session(sales.leadsTo(PAGE, confirmed(link)));
    world.simulator.pay(session.id());
    WebResponse back = world.get(address(session, "success_url"));
    assertThat(back.status()).isEqualTo(200);
    assertThat(text(back)).contains("Paid. Thank you!").doesNotContain(link.url());
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(clicks(link)).isEmpty();
    assertThat(applied(link)).isEqualTo(TOTAL);
  }

  @Test
  void comingBackUnpaidLeavesTheLinkNotOpened() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = session(sales.leadsTo(PAGE, confirmed(link)));
    assertThat(world.get(address(session, "cancel_url")).status()).isEqualTo(200);
    assertThat(clicks(link)).isEmpty();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.ISSUED);
  }

  @Test
  void theCustomersOwnOpenCheckoutIsUsedAndNoSecondOneMade() {
    Issued link = world.issue(world.order(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    assertThat(attempt(link).attendedBy()).isEmpty();
    int before = world.simulator.sessionsCreated();
    assertThat(sales.leadsTo(PAGE, confirmed(link))).isEqualTo(session.url().orElseThrow());
    assertThat(world.simulator.sessionsCreated()).isEqualTo(before);
    assertThat(attempt(link).attendedBy()).contains("sales");
    assertThat(world.startCheckout(link).id())
        .as("the customer presses again")
        .isEqualTo(session.id());
  }

  @Test
  void theButtonPressedTwiceOrGoneBackToIsOneCheckoutAndOneEntry() {
    Issued link = world.issue(world.order(TOTAL));
    String first = sales.leadsTo(PAGE, confirmed(link));
    assertThat(sales.leadsTo(PAGE, confirmed(link))).isEqualTo(first);
    assertThat(attemptStates(link)).hasSize(1);
    SimulatedSession session = session(first);
    world.simulator.pay(session.id());
    world.get(address(session, "success_url"));
    world.get(address(session, "success_url"));
    notifyOf(session);
    assertThat(payments(link)).hasSize(1);
    assertThat(sales.refuses(PAGE, confirmed(link))).doesNotContain(first);
    assertThat(attemptStates(link)).hasSize(1);
  }

  @Test
  void withoutTheConfirmationNothingIsStarted() {
    Issued link = world.issue(world.order(TOTAL));
    int before = world.simulator.sessionsCreated();
    assertThat(sales.refuses(PAGE, of(link))).contains("No payment was started");
    assertThat(world.simulator.sessionsCreated()).isEqualTo(before);
    assertThat(attemptStates(link)).isEmpty();
  }

  @Test
  void aClosedLinkCannotBePaidByAUserEither() {
    Issued link = world.issue(world.order(TOTAL));
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(sales.refuses(PAGE, confirmed(link))).contains("cancelled");
    assertThat(attemptStates(link)).isEmpty();
  }

  @Test
  void whoMayOnlyLookCannotOpenThePaymentPage() {
    Issued link = world.issue(world.order(TOTAL));
    StaffPages viewer = new StaffPages(world.paylink, new Actor("viewer", Permission.VIEW::equals));
    assertThat(viewer.refuses(PAGE, confirmed(link))).contains("PAYLINK_CREATE");
    assertThat(attemptStates(link)).isEmpty();
  }

  private static Map<String, String> of(Issued link) {
    return Map.of("paymentLinkId", link.linkId());
  }

  private static Map<String, String> confirmed(Issued link) {
    return Map.of("paymentLinkId", link.linkId(), "attended", "Y");
  }

  private static SimulatedSession session(String address) {
    return world.simulator.sessions().stream()
        .filter(session -> session.url().filter(address::equals).isPresent())
        .findFirst()
        .orElseThrow();
  }

  private static String address(SimulatedSession session, String name) {
    return session.json().get(name).getAsString();
  }

  private static PaymentAttempt attempt(Issued link) {
    return world.records.unit(unit -> Links.attemptsOf(unit, link.linkId())).get(0);
  }

  private static Optional<java.time.Instant> clicks(Issued link) {
    return world.records.unit(unit -> Links.firstOpened(unit, link.linkId()));
  }

  private static List<String> history(Issued link) {
    return world.records.unit(unit -> History.read(unit, link.linkId(), 50)).stream()
        .map(entry -> entry.event() + " by " + entry.actor())
        .toList();
  }
}
