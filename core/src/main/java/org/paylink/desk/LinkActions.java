package org.paylink.desk;

import java.time.ZoneId;
import java.util.Optional;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.byhand.Undone;
import org.paylink.checkout.Preview;
import org.paylink.host.Actor;
import org.paylink.link.Transition;
import org.paylink.refund.RefundWish;
import org.paylink.refund.Refunded;

/** What can be done with a link from its pages; each checks the actor's permission. */
public interface LinkActions {
  /** The link's address. */
  String url(String linkId, Actor actor);

  /** Cancels the link and closes its checkouts. */
  Transition cancel(String linkId, Optional<String> why, Actor actor);

  /**
   * Asks the gateways what became of its checkouts.
   *
   * @return whether all answered
   */
  boolean checkNow(String linkId, Actor actor);

  /** What would happen if the customer paid now. */
  Preview preview(String linkId, Actor actor);

  /** Confirms that it was paid another way. */
  Confirmed confirmByHand(HandPayment payment, Actor actor, ZoneId zone);

  /** Pays money back that a gateway took. */
  Refunded refund(RefundWish wish, Actor actor);

  /** Takes such a confirmation back. */
  Undone undoConfirmation(String confirmationId, String reason, Actor actor);
}
