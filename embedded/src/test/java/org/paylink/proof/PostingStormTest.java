package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.paylink.health.Ailment;
import org.paylink.health.HealthReport.Finding;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PostingState;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.settlement.PostReceipts;
import org.paylink.simulator.SimulatedSession;

/** A ledger that refuses for weeks makes one exception and no storm, and then gets the money. */
@Timeout(120)
class PostingStormTest extends Scene {
  private static final int FAILURES = 1_000;

  @Test
  void aLedgerThatRefusesAThousandTimesIsAskedOnceAnHourAndRaisesOneException() {
    Issued link = refusedByTheLedger();
    PostReceipts postings = new PostReceipts(world.host);
    for (int failure = 1; failure < FAILURES; failure++) {
      Duration wait = Duration.between(world.clock.instant(), dueAt(link));
      assertThat(wait).isEqualTo(Duration.ofMinutes(Math.min(60, 1L << Math.min(failure - 1, 6))));
      postings.postDue(50);
      assertThat(tries(link)).as("not before it is due").isEqualTo(failure);
      world.clock.advance(wait);
      postings.postDue(50);
      assertThat(tries(link)).isEqualTo(failure + 1L);
    }

    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(events(link, "exception_raised")).isEqualTo(1);
    assertThat(events(link, "posting_failed")).isEqualTo(1);
    assertThat(tasks(link)).hasSize(1);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.MANUAL_REVIEW);
    Finding late = finding(Ailment.RECEIPTS_UNPOSTED);
    assertThat(late.facts()).containsEntry("count", "1");
    assertThat(Long.parseLong(late.facts().get("minutes"))).isGreaterThan(990 * 60);
    assertThat(finding(Ailment.EXCEPTIONS_OPEN).facts()).containsEntry("count", "1");

    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.clock.advance(Duration.ofHours(1));
    postings.postDue(50);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(payments(link)).hasSize(1);
    assertThat(open(link)).isEmpty();
  }

  @Test
  void theExceptionSaysWhatTheLedgerSaysNow() {
    Issued link = refusedByTheLedger();
    assertThat(detail(link)).contains("no account is mapped");

    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.clock.advance(Duration.ofHours(1));
    new PostReceipts(world.host).postDue(50);

    assertThat(detail(link)).isEqualTo("IllegalStateException");
    assertThat(events(link, "exception_raised")).isEqualTo(1);
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.clock.advance(Duration.ofHours(1));
    new PostReceipts(world.host).postDue(50);
    assertThat(open(link)).isEmpty();
  }

  private Issued refusedByTheLedger() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    return link;
  }

  private static Finding finding(Ailment ailment) {
    return world.paylink.operations().health(World.SALES).findings().stream()
        .filter(finding -> finding.ailment() == ailment)
        .findFirst()
        .orElseThrow();
  }

  private static Row posting(Issued link) {
    return world.records.unit(
        unit ->
            unit.list(Query.from("PaymentPosting").equal("paymentLinkId", link.linkId())).get(0));
  }

  private static long tries(Issued link) {
    return posting(link).number("tries");
  }

  private static Instant dueAt(Issued link) {
    return posting(link).moment("dueAt").orElseThrow();
  }

  private static String detail(Issued link) {
    return world.records.unit(
        unit ->
            PaymentExceptions.openOf(unit, link.linkId())
                .get(0)
                .detail()
                .fact(ExceptionDetail.MESSAGE));
  }

  private static long events(Issued link, String event) {
    return world.records.unit(unit -> History.read(unit, link.linkId(), 10_000)).stream()
        .filter(entry -> entry.event().equals(event))
        .count();
  }

  private static List<Row> tasks(Issued link) {
    return world.records.unit(
        unit ->
            unit.list(
                Query.from("PaymentLinkOutbox")
                    .equal("paymentLinkId", link.linkId())
                    .equal("kind", "OPEN_TASK")));
  }
}
