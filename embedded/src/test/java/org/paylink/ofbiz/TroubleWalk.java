package org.paylink.ofbiz;

import java.util.List;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.webhook.Delivery;

/** What a sales user, an accountant and their customers see when something goes wrong. */
final class TroubleWalk {
  private static final String PAID = "checkout.session.completed";
  private static final int COPIES = 200;
  private static final int MANY = 20;

  private final StripeSimulator stripe;
  private final Desk sales;
  private final Desk accountant;
  private final Phone phone;

  TroubleWalk(StripeSimulator stripe, Desk sales, Desk accountant, Phone phone) {
    this.stripe = stripe;
    this.sales = sales;
    this.accountant = accountant;
    this.phone = phone;
  }

  void declinedThenPaid() {
    WalkDocument order = WalkDocument.DECLINED;
    String address = sales.createLink(order);
    phone.open(address, order).checkout(order).choose("decline");
    phone.browser().awaitWords("insufficient funds");
    phone.picture(order, "declined-at-gateway").browser().press("Leave without paying");
    phone.browser().awaitWords("Not paid");
    phone.picture(order, "not-paid");
    phone.open(address, order).checkout(order).pay().picture(order, "thanks");
    sales.seesPaid(order);
    Report.check(sales.panel().contains("insufficient funds"), "the history tells of the decline");
    Report.said("declined for insufficient funds, then paid; the history tells of both");
  }

  void cancelledWhileTheCheckoutIsOpen() {
    WalkDocument order = WalkDocument.CANCELLED;
    String address = sales.createLink(order);
    String session = phone.open(address, order).checkout(order).session();
    sales.cancel(order, "The customer wants another size");
    sales.picture(order, "cancelled");
    Report.await("the session is expired", 30, () -> "expired".equals(status(session)));
    phone.choose("pay").browser().awaitWords("This payment page has expired");
    phone.picture(order, "session-expired");
    phone.browser().open(address).awaitWords("This payment link was cancelled");
    phone.picture(order, "customer");
    sales.open(order);
    Report.check("Cancelled".equals(sales.status()), "the panel says: " + sales.status());
    sales.openHistory();
    sales.picture(order, "panel");
    Report.check(sales.panel().contains("The customer wants another size"), "the reason is kept");
    Report.said("cancelled while the checkout was open: its session is expired, the link says so");
  }

  void paidAtTheMomentOfCancelling() {
    WalkDocument order = WalkDocument.SLIPPED;
    String address = sales.createLink(order);
    String session = phone.open(address, order).checkout(order).session();
    sales.cancel(order, "Ordered twice", () -> payUnheard(session));
    sales.browser().reloadUntil("posted, payment");
    sales.picture(order, "panel");
    Report.check("Manual review".equals(sales.status()), "the panel says: " + sales.status());
    Report.check(
        sales.panel().contains("A payment was found after the link was closed"),
        "an exception is shown");
    sales.seesOnePayment();
    phone.browser().open(address).awaitWords("Your payment arrived and is being looked at");
    phone.picture(order, "customer");
    Report.said("paid at the moment of cancelling: booked, and the panel asks for a review");
  }

  /** Nobody hears of this payment; {@link #lostNotificationWasFound} is for later. */
  void notificationIsLost() {
    WalkDocument invoice = WalkDocument.LOST;
    String address = accountant.createLink(invoice);
    payUnheard(phone.open(address, invoice).checkout(invoice).session());
    accountant.open(invoice);
    Report.check(!"Paid".equals(accountant.status()), "nobody knows yet: " + accountant.status());
  }

  /** The host finds the payment by itself: nobody came back, and nobody asks. */
  void lostNotificationWasFound() {
    WalkDocument invoice = WalkDocument.LOST;
    accountant.open(invoice);
    Report.await(
        "the host finds a payment of which it was not told",
        90,
        () -> "Paid".equals(accountant.open(invoice).status()));
    accountant.seesPaid(invoice);
    Report.said("a lost notification was made up for by the host's own asking");
  }

  void backBeforeTheNotification() {
    WalkDocument invoice = WalkDocument.EARLY;
    String address = accountant.createLink(invoice);
    phone.open(address, invoice).checkout(invoice);
    stripe.faults().reorderWebhooks(MANY);
    phone.pay().picture(invoice, "thanks");
    stripe.faults().clear();
    List<String> held =
        stripe.deliveries().stream()
            .filter(delivery -> delivery.state == Delivery.State.HELD)
            .map(delivery -> delivery.id)
            .toList();
    Report.check(!held.isEmpty(), "the notification is still on its way");
    accountant.seesPaid(invoice);
    stripe.releaseHeldWebhooks();
    Report.await("the notification arrives", 60, () -> arrived(held) == held.size());
    accountant.open(invoice).seesOnePayment();
    Report.said("the customer was back before the notification and saw Paid; one payment");
  }

  void notifiedTwoHundredTimesAtOnce() {
    WalkDocument order = WalkDocument.BURST;
    String address = sales.createLink(order);
    String session = phone.open(address, order).checkout(order).session();
    stripe.faults().burstWebhook(PAID, COPIES);
    // The customer does not come back at once, so that the notifications race each other alone.
    stripe.pay(session);
    Report.await("the notification is accepted so often", 60, () -> burstArrived() == COPIES);
    sales.seesPaid(order);
    phone.browser().open(address).awaitWords("Paid. Thank you!");
    Report.said("the same notification " + COPIES + " times at once; one payment");
  }

  private void payUnheard(String session) {
    stripe.faults().loseWebhooks(MANY);
    stripe.pay(session);
    stripe.faults().clear();
  }

  private String status(String session) {
    return stripe.session(session).orElseThrow().status();
  }

  private long arrived(List<String> ids) {
    return stripe.deliveries().stream()
        .filter(delivery -> ids.contains(delivery.id) && delivery.lastStatus() == 200)
        .count();
  }

  private long burstArrived() {
    return stripe.deliveries().stream()
        .filter(delivery -> !delivery.burst.isEmpty() && delivery.lastStatus() == 200)
        .count();
  }
}
