package org.paylink.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** One account's gateway as customers, banks and auditors see it, whatever kind it is of. */
interface Till {
  /** The account's id. */
  String account();

  /** What troubles the gateway from now on. */
  Faults faults();

  /** Lets the gateway see what time it is. */
  void tick();

  /** A checkout as it is now. */
  Checkout checkout(String id);

  /** The checkout the answer to pressing *Pay* leads to, if it is one of this gateway's. */
  Optional<String> ledTo(WebResponse response);

  /** The customer pays, or agrees to pay. */
  void pay(String id);

  /** The customer pays from a bank account, which takes days. */
  void paySlowly(String id);

  /** The customer's card is refused, at once or when the money is to be taken. */
  void decline(String id);

  /** The bank answers. */
  void bankAnswers(String id, boolean pays);

  /** The checkout's time is over. */
  void expire(String id);

  /**
   * What the gateway says was taken in a checkout, by movement; nothing where it says no amount.
   */
  Map<String, Money> taken(String id);

  /** Notifications about these links' checkouts, oldest first. */
  List<Delivery> deliveries(List<String> linkIds);

  /** Hands one of them over. */
  WebResponse hook(Delivery delivery);

  /**
   * A checkout at one moment.
   *
   * @param state how far it is, in the words of the gateways that know most states
   * @param asked what the customer is asked
   * @param end when it is over by itself
   */
  record Checkout(
      Till till, String id, HostedCheckout.State state, Money asked, String linkId, Instant end) {

    /** Whether it brought money, or still may. */
    boolean mayBring() {
      return switch (state) {
        case OPEN, APPROVED, PENDING, PAID -> true;
        case FAILED, CLOSED -> false;
      };
    }
  }
}
