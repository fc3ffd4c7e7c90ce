package org.paylink.proof;

import java.time.ZoneOffset;
import java.util.Optional;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.host.Actor;
import org.paylink.issuing.Issued;
import org.paylink.link.HandMethod;

/** Payments in cash that a person says came. */
final class HandPayments {
  private static int keys;

  private HandPayments() {}

  static HandPayment payment(Issued link, Optional<String> amount, boolean closeCheckout) {
    return payment(link, HandMethod.CASH.name(), "R-1", amount, Optional.empty(), closeCheckout);
  }

  /** As typed, without closing a checkout. */
  static HandPayment payment(
      Issued link, String method, String reference, String amount, Optional<String> date) {
    return payment(link, method, reference, Optional.of(amount), date, false);
  }

  private static HandPayment payment(
      Issued link,
      String method,
      String reference,
      Optional<String> amount,
      Optional<String> date,
      boolean closeCheckout) {
    return new HandPayment(
        link.linkId(), "confirm-" + ++keys, method, reference, amount, date, closeCheckout);
  }

  static Confirmed confirm(World world, Issued link, Optional<String> amount) {
    return confirm(world, payment(link, amount, false), World.SALES);
  }

  static Confirmed confirm(World world, HandPayment payment, Actor actor) {
    return world.paylink.confirmByHand(payment, actor, ZoneOffset.UTC);
  }
}
