package org.paylink.link;

import java.util.List;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Unit;

/** Finds what went back of charges and what of them could still go back. */
public final class Refunds {
  private Refunds() {}

  /** Refunds of a link that were asked for here, the oldest first. */
  public static List<PaymentRefund> ofLink(Unit unit, String linkId) {
    return unit
        .list(
            Query.from(PaymentRefund.ENTITY)
                .equal("paymentLinkId", linkId)
                .orderBy("createdDate")
                .orderBy("paymentRefundId"))
        .stream()
        .map(PaymentRefund::of)
        .toList();
  }

  /** Refunds of a charge that were asked for here. */
  public static List<PaymentRefund> ofCharge(Unit unit, ReceiptKey charge) {
    return unit
        .list(
            Query.from(PaymentRefund.ENTITY)
                .equal("chargeRef", charge.externalRef())
                .equal("gatewayAccountId", charge.gatewayAccountId()))
        .stream()
        .map(PaymentRefund::of)
        .toList();
  }

  /** Disputes of a link, the oldest first. */
  public static List<PaymentDispute> disputesOf(Unit unit, String linkId) {
    return unit
        .list(
            Query.from(PaymentDispute.ENTITY)
                .equal("paymentLinkId", linkId)
                .orderBy("openedAt")
                .orderBy("externalRef"))
        .stream()
        .map(PaymentDispute::of)
        .toList();
  }

  /** Movements that took a charge's money back or brought it again, fees aside. */
  public static List<PaymentReceipt> movementsOf(Unit unit, ReceiptKey charge) {
    return unit
        .list(
            Query.from(PaymentReceipt.ENTITY)
                .equal("originalRef", charge.externalRef())
                .equal("gatewayAccountId", charge.gatewayAccountId())
                .orderBy("occurredAt"))
        .stream()
        .map(PaymentReceipt::of)
        .toList();
  }

  /**
   * What of a charge could still go back: what it brought, less what went back and did not return,
   * less what was asked for and isn't among that yet. Never less than nothing.
   */
  public static Money left(Unit unit, PaymentReceipt charge) {
    Money nothing = Money.zero(charge.amount().currency());
    List<PaymentReceipt> movements = movementsOf(unit, charge.key());
    Money moved =
        movements.stream()
            .filter(each -> each.amount().currency().equals(nothing.currency()))
            .map(PaymentReceipt::signed)
            .reduce(nothing, Money::plus);
    Money asked =
        ofCharge(unit, charge.key()).stream()
            .filter(refund -> mayHaveGone(refund, movements))
            .map(PaymentRefund::amount)
            .reduce(nothing, Money::plus);
    Money left = charge.amount().plus(moved).minus(asked);
    return left.isPositive() ? left : nothing;
  }

  /** The gateway may have it and not say how much, so that no movement of it is recorded. */
  private static boolean mayHaveGone(PaymentRefund refund, List<PaymentReceipt> movements) {
    return switch (refund.state()) {
      case REQUESTED -> true;
      case PENDING, DONE ->
          movements.stream()
              .noneMatch(
                  movement ->
                      refund
                          .externalRef()
                          .filter(movement.key().externalRef()::equals)
                          .isPresent());
      case FAILED, REFUSED -> false;
    };
  }
}
