package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.policy.PolicyField;
import org.paylink.records.Query;
import org.paylink.simulator.SimulatedSession;

/** Lessons of other systems about people: nobody was told, or one person hundreds of times. */
class PeopleAreToldTest extends RefusalScene {
  /**
   * Lesson 1, Dolibarr #39847 and #32510: money at the gateway, nothing in the ERP, nobody told.
   */
  @Test
  void moneyTheBooksRefuseIsKnownAndAPersonIsTold() {
    world.settings.policy(PolicyField.TASK_PEOPLE, "accountant");
    Issued link = issue(Wish.of(world.invoice(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(words(world.get(link.url()))).as("the customer").contains("Paid. Thank you!");
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(tasksAbout(link)).containsExactly("accountant");
    world.settleDown();
    assertThat(payments(link)).hasSize(1);
    assertThat(open(link)).isEmpty();
  }

  /** Lesson 11, ingadhoc/account-payment PR 1123: 403 mails about one order. */
  @Test
  void onePaymentThatIsTriedAllDayLongGivesOneTask() {
    world.settings.policy(PolicyField.TASK_PEOPLE, "accountant");
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    for (int hour = 0; hour < 24; hour++) {
      notifyOf(session);
      world.clock.advance(Duration.ofHours(1));
    }
    assertThat(tasksAbout(link)).containsExactly("accountant");
  }

  /** Who was given a task about a link. */
  private static List<String> tasksAbout(Issued link) {
    return world.records.<List<String>>unit(
        unit ->
            unit.list(Query.from("HostTask")).stream()
                .filter(row -> row.text("title").contains(link.linkId()))
                .map(row -> row.text("userLoginId"))
                .toList());
  }
}
