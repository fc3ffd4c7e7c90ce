package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.checkout.Preview;
import org.paylink.issuing.Issued;
import org.paylink.link.Lifecycle;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;

/** What pressing *Pay* would bring is told without doing any of it. */
class PreviewTest extends Scene {
  @Test
  void lookingAtWhatWouldHappenWritesNothing() {
    Subject invoice = world.invoice(TOTAL);
    Issued link = world.issue(invoice);
    assertThat(preview(link))
        .isEqualTo(
            new Preview(
                Preview.Outcome.ASKED, TOTAL, Money.zero("USD"), false, Optional.empty(), false));
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "20.85"), true));
    assertThat(preview(link).asked()).isEqualTo(Money.ofMajor("USD", "30.00"));
    assertThat(preview(link).lowered()).isTrue();
    world.records.run(
        unit -> world.books.receive(unit, invoice, Money.ofMajor("USD", "30.00"), true));
    assertThat(preview(link).outcome()).isEqualTo(Preview.Outcome.NOTHING_DUE);
    assertThat(lifecycle(link)).as("nothing was written").isEqualTo(Lifecycle.OPEN);
    assertThat(row(link).get("amount")).isEqualTo(row(link).get("amount"));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(410);
    assertThat(preview(link).outcome()).isEqualTo(Preview.Outcome.CLOSED);
  }

  @Test
  void whatWouldHappenIsWhatHappens() {
    Issued link = world.issue(world.invoice(TOTAL));
    world.startCheckout(link);
    assertThat(preview(link).outcome()).isEqualTo(Preview.Outcome.CONTINUED);
    Issued pending = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(pending);
    world.simulator.payByBankDebit(session.id());
    notifyOf(session);
    assertThat(preview(pending).outcome()).isEqualTo(Preview.Outcome.BUSY);
    Issued old = world.issue(world.invoice(TOTAL));
    world.settings.usualAccountDisabled();
    assertThat(preview(old).outcome()).isEqualTo(Preview.Outcome.NO_ACCOUNT);
    world.settings.asUsual();
    world.clock.advance(Duration.ofDays(15));
    assertThat(preview(old).outcome()).isEqualTo(Preview.Outcome.ENDS);
  }

  private static Preview preview(Issued link) {
    return world.paylink.preview(link.linkId(), World.SALES);
  }
}
