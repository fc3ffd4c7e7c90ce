package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.embedded.books.BooksLedger;
import org.paylink.embedded.jdbc.Database;
import org.paylink.embedded.jdbc.EntityModel;
import org.paylink.embedded.jdbc.JdbcRecords;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** While the database is away nothing is promised, and once it is back nothing is missing. */
class DatabaseDownTest extends RefusalScene {
  @Test
  void aNotificationIsAnsweredSoThatItIsSentAgain() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Delivery delivery = paid(link);
    world.records.downAfter(0);
    WebResponse answer = world.hook(delivery);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(text(answer)).isEqualTo("not stored, send it again\n");
    world.records.up();
    assertThat(world.hook(delivery).status()).isEqualTo(200);
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
  }

  @Test
  void everyPageSaysThatItIsNotTheCustomersFault() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Map<String, List<String>> before = Tables.of(world);
    int sessions = world.simulator.sessionsCreated();
    String handle = "/pay/return/AAAA." + "A".repeat(22);
    world.records.downAfter(0);
    for (WebResponse answer :
        List.of(world.get(link.url()), world.pressPay(link.url()), world.get(handle))) {
      assertThat(answer.status()).isEqualTo(503);
      assertThat(words(answer))
          .contains("This page is not available just now", "don't pay again")
          .doesNotContain("database", "Nothing was taken");
    }
    world.records.up();
    assertThat(Tables.of(world)).isEqualTo(before);
    assertThat(world.simulator.sessionsCreated()).isEqualTo(sessions);
  }

  @Test
  void aUserOfTheHostIsToldWhatItMeansForTheMoney() {
    Wish wish = Wish.of(world.order(TOTAL));
    world.records.downAfter(0);
    PaylinkException failure = catchThrowableOfType(PaylinkException.class, () -> issue(wish));
    world.records.up();
    assertThat(failure.problem()).isEqualTo(Problem.DATABASE_UNAVAILABLE);
    assertThat(sentence(failure))
        .contains("kept at the payment provider and recorded here afterwards", "tell the operator");
    assertThat(issue(wish).created()).as("nothing was made before").isTrue();
  }

  @Test
  void goneAfterAnyStepOfAPressTheNextPressGoesOn() {
    for (int step = 0; step < 12; step++) {
      Issued link = issue(Wish.of(world.order(TOTAL)));
      int sessions = world.simulator.sessionsCreated();
      world.records.downAfter(step);
      int status = world.pressPay(link.url()).status();
      world.records.up();
      assertThat(status).as("gone after %s units", step).isIn(303, 503);
      assertThat(world.pressPay(link.url()).status()).isEqualTo(303);
      assertThat(world.simulator.sessionsCreated()).as("one session").isEqualTo(sessions + 1);
      if (status == 303) {
        return;
      }
    }
    throw new AssertionError("never got through");
  }

  @Test
  void goneAfterAnyStepOfTheBackgroundWorkItGoesOnOnceItIsBack() {
    boolean gone = true;
    for (int step = 0; gone; step++) {
      Issued link = issue(Wish.of(world.order(TOTAL)));
      assertThat(world.hook(paid(link)).status()).isEqualTo(200);
      world.records.downAfter(step);
      assertThatCode(() -> world.paylink.sweeper().sweep()).doesNotThrowAnyException();
      gone = world.records.isDown();
      world.records.up();
      world.clock.advance(Duration.ofMinutes(10));
      world.paylink.sweeper().sweep();
      assertThat(world.status(link.linkId())).as("gone after %s", step).isEqualTo(LinkStatus.PAID);
      assertThat(payments(link)).hasSize(1);
    }
  }

  @Test
  void aClosedPoolIsADatabaseThatIsAway() {
    Database database =
        Database.open(
            "jdbc:derby:memory:closed-pool;create=true", Optional.empty(), Optional.empty());
    Node node =
        Node.of(
            JdbcRecords.open(
                database.dataSource(), EntityModel.ofPaylink().and(BooksLedger.model())),
            world.settings,
            EmbeddedIdentifiers.seeded(1),
            world.clock,
            new StripeGateway());
    database.close();
    assertThatCode(() -> node.paylink().sweeper().sweep()).doesNotThrowAnyException();
    PaylinkException failure =
        catchThrowableOfType(
            PaylinkException.class, () -> node.paylink().checkNow("any", World.SALES));
    assertThat(failure.problem()).isEqualTo(Problem.DATABASE_UNAVAILABLE);
  }

  private Delivery paid(Issued link) {
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    return delivery(session, "checkout.session.completed");
  }
}
