package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.simulator.SimulatedSession;

/** A new attempt never needs a new invoice: the link and its document stay, whatever failed. */
class NewAttemptTest extends Scene {
  @Test
  void afterADeclineTheSameLinkAndInvoiceArePaid() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    long invoices = count("SampleInvoice");
    SimulatedSession session = world.startCheckout(link);
    world.simulator.decline(session.id(), "insufficient_funds");
    paidBy(link, world.startCheckout(link));
    assertThat(count("SampleInvoice")).isEqualTo(invoices);
  }

  @Test
  void afterACheckoutThatExpiredANewOneIsStartedByTheSameLink() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    long invoices = count("SampleInvoice");
    SimulatedSession first = world.startCheckout(link);
    world.clock.advance(Duration.ofHours(3));
    world.simulator.tick();
    SimulatedSession second = world.startCheckout(link);
    assertThat(second.id()).isNotEqualTo(first.id());
    paidBy(link, second);
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED, AttemptState.PAID);
    assertThat(count("SampleInvoice")).isEqualTo(invoices);
    assertThat(world.records.unit(u -> world.ledger.document(u, invoice)).orElseThrow().open())
        .hasValueSatisfying(open -> assertThat(open.isZero()).isTrue());
  }

  private void paidBy(Issued link, SimulatedSession session) {
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

  private static long count(String entity) {
    Map<String, List<String>> tables = Tables.of(world);
    return tables.get(entity).size();
  }
}
