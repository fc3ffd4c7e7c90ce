package org.paylink.proof;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.embedded.EmbeddedTasks;
import org.paylink.host.Actor;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionDetail;
import org.paylink.link.ExceptionKind;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentExceptions.PaymentException;
import org.paylink.policy.PolicyField;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.simulator.SimulatedSession;
import org.paylink.task.TaskKeeper;

/** Each exception gives one person one task, which ends with it. */
class ExceptionTaskTest extends Scene {
  private static final Actor ADMIN = new Actor("admin", permission -> true);

  @BeforeEach
  void theAccountantGetsTasks() {
    world.settings.policy(PolicyField.TASK_PEOPLE, "accountant");
  }

  @Test
  void anExceptionFoundAgainAndAgainGivesOneTask() {
    Issued link = moneyTheBooksRefuse();
    for (int times = 0; times < 5; times++) {
      world.clock.advance(Duration.ofHours(2));
      world.paylink.sweeper().sweep();
    }
    assertThat(open(link)).containsExactly(ExceptionKind.POSTING_FAILED);
    assertThat(tasks(link)).hasSize(1);
    assertThat(tasks(link).get(0).text("userLoginId")).isEqualTo("accountant");
    assertThat(tasks(link).get(0).text("title"))
        .isEqualTo("Payment link " + link.linkId() + ": the ledger has not taken its money");
  }

  @Test
  void nodesThatLookAtOnceGiveOneTask() throws Exception {
    Issued link = world.issue(world.invoice(TOTAL));
    raise(link);
    String id = only(link).id();
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      Callable<Void> look =
          () -> {
            new TaskKeeper(world.host).keep(id);
            return null;
          };
      for (Future<Void> each : nodes.invokeAll(Collections.nCopies(4, look), 60, SECONDS)) {
        each.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    assertThat(tasks(link)).hasSize(1);
  }

  @Test
  void theTaskIsClosedWhenTheCauseIsGone() {
    Issued link = moneyTheBooksRefuse();
    assertThat(openTasks(link)).hasSize(1);
    world.settleDown();
    assertThat(open(link)).isEmpty();
    assertThat(openTasks(link)).isEmpty();
    assertThat(tasks(link)).hasSize(1);
  }

  @Test
  void theTaskIsClosedWhenAPersonResolvesTheException() {
    Issued link = wrongAmount();
    world.paylink.resolveException(only(link).id(), "Given back at Stripe", ADMIN);
    world.paylink.sweeper().sweep();
    assertThat(openTasks(link)).isEmpty();
    assertThat(open(link)).isEmpty();
  }

  @Test
  void aTaskTickedOffByHandDoesNotResolveTheException() {
    Issued link = wrongAmount();
    EmbeddedTasks tasks = (EmbeddedTasks) world.host.tasks();
    String task = tasks(link).get(0).text("taskId");
    world.records.run(unit -> tasks.done(unit, task, "accountant"));
    world.settleDown();
    assertThat(open(link)).containsExactly(ExceptionKind.AMOUNT_DIFFERS);
    assertThat(tasks(link)).as("nor is another one given").hasSize(1);
  }

  @Test
  void anExceptionThatOpensAgainGivesATaskAgain() {
    Issued link = world.issue(world.invoice(TOTAL));
    raise(link);
    world.paylink.sweeper().sweep();
    assertThat(openTasks(link)).hasSize(1);
    world.paylink.resolveException(only(link).id(), "Looked at", ADMIN);
    world.paylink.sweeper().sweep();
    assertThat(openTasks(link)).isEmpty();
    raise(link);
    raise(link);
    world.paylink.sweeper().sweep();
    assertThat(openTasks(link)).hasSize(1);
    assertThat(tasks(link)).hasSize(2);
  }

  @Test
  void aTaskIsNotOpenedForAnExceptionThatWasResolvedMeanwhile() {
    Issued link = world.issue(world.invoice(TOTAL));
    raise(link);
    world.paylink.resolveException(only(link).id(), "Quick", ADMIN);
    world.paylink.sweeper().sweep();
    assertThat(tasks(link)).isEmpty();
  }

  @Test
  void whoeverIsNamedLaterGetsTheTasksNobodyGot() {
    world.settings.policy(PolicyField.TASK_PEOPLE, "");
    Issued link = wrongAmount();
    world.settleDown();
    assertThat(tasks(link)).isEmpty();
    world.paylink.storePolicy(Map.of(PolicyField.TASK_PEOPLE, "Company=admin"), ADMIN);
    world.paylink.sweeper().sweep();
    assertThat(openTasks(link)).hasSize(1);
    assertThat(tasks(link).get(0).text("userLoginId")).isEqualTo("admin");
  }

  private static Issued moneyTheBooksRefuse() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
    world.simulator.pay(session.id());
    world.hookAll();
    world.paylink.sweeper().sweep();
    world.paylink.sweeper().sweep();
    return link;
  }

  private Issued wrongAmount() {
    Issued link = world.issue(world.invoice(TOTAL));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.faults().nextPaymentTakes(123);
    world.simulator.pay(session.id());
    notifyOf(session);
    world.paylink.sweeper().sweep();
    return link;
  }

  private static void raise(Issued link) {
    world.records.run(
        unit ->
            PaymentExceptions.raise(
                unit,
                ExceptionKind.TOO_MANY_ATTEMPTS,
                link.linkId(),
                Optional.of(link.linkId()),
                ExceptionDetail.count(3),
                world.clock.instant()));
  }

  private static PaymentException only(Issued link) {
    return world.records.unit(unit -> PaymentExceptions.openOf(unit, link.linkId())).get(0);
  }

  private static List<Row> tasks(Issued link) {
    return world.records.unit(unit -> unit.list(Query.from(EmbeddedTasks.ENTITY))).stream()
        .filter(row -> row.text("title").contains(link.linkId()))
        .toList();
  }

  private static List<Row> openTasks(Issued link) {
    return tasks(link).stream().filter(row -> row.text("statusId").equals("OPEN")).toList();
  }
}
