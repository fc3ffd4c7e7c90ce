package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.embedded.books.SampleBooks;
import org.paylink.embedded.books.Words;
import org.paylink.issuing.Issued;
import org.paylink.link.ExceptionKind;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.policy.PolicyField;
import org.paylink.simulator.SimulatedSession;

/** Whether an order is approved by its payment, as the policy says. */
class OrderApprovalTest extends RefusalScene {
  @Test
  void anOrderOverTheLimitIsPaidButAPersonApprovesIt() {
    world.settings.policy(PolicyField.APPROVAL_LIMITS, "50.00 USD");
    Subject order = createdOrder();
    Issued link = pay(order);
    assertThat(payments(link)).hasSize(1);
    assertThat(statusOf(order)).isEqualTo("ORDER_CREATED");
    assertThat(open(link)).containsExactly(ExceptionKind.ORDER_NOT_APPROVED);
    assertThat(world.status(link.linkId())).as("the money is right").isEqualTo(LinkStatus.PAID);
    assertThat(words(world.get(link.url()))).contains("Paid. Thank you!");
    approve(order);
    world.paylink.sweeper().sweep();
    assertThat(open(link)).isEmpty();
  }

  @Test
  void anOrderUpToTheLimitIsApprovedByItsPayment() {
    world.settings.policy(PolicyField.APPROVAL_LIMITS, "50.85 USD");
    Subject order = createdOrder();
    Issued link = pay(order);
    assertThat(statusOf(order)).isEqualTo("ORDER_APPROVED");
    assertThat(open(link)).isEmpty();
  }

  private Issued pay(Subject order) {
    Issued link = issue(Wish.of(order));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    notifyOf(session);
    return link;
  }

  private static Subject createdOrder() {
    Subject subject =
        new Subject(World.COMPANY, SubjectType.ORDER, world.host.identifiers().next("SampleOrder"));
    world.records.run(
        unit ->
            world.books.add(
                unit,
                new SampleBooks.NewDocument(
                    subject,
                    Words.SALES_ORDER,
                    Words.ORDER_CREATED,
                    "Customer",
                    TOTAL,
                    "Goods",
                    Optional.empty())));
    return subject;
  }

  private static void approve(Subject order) {
    world.records.run(
        unit ->
            unit.update(
                "SampleOrder",
                Map.of("orderId", order.id()),
                Map.of("statusId", Words.ORDER_APPROVED)));
  }

  private static String statusOf(Subject order) {
    return world.records.unit(
        unit ->
            unit.find("SampleOrder", Map.of("orderId", order.id())).orElseThrow().text("statusId"));
  }
}
