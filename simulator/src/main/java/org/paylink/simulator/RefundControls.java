package org.paylink.simulator;

import java.util.Map;
import org.paylink.simulator.account.Refusal;

/**
 * What makes refunds besides the API: the gateway's dashboard, and banks. A payment is named by its
 * checkout at the gateway, at Stripe also by its PaymentIntent; amounts are in the gateway's minor
 * units. Each step sends its notifications. Safe under concurrent calls. Every method throws {@link
 * Refusal} when the state does not allow what is asked.
 */
public interface RefundControls {
  /** Refunds a part at the dashboard; answers the refund's identifier. */
  String refundAtDashboard(String payment, long amount);

  /** Refunds all that is left at the dashboard; answers the refund's identifier. */
  String refundWholeAtDashboard(String payment);

  /** The next refunds, wherever they are made, stay pending until completed or failed. */
  void nextRefundsStayPending(int times);

  /** A pending refund has arrived. */
  void completeRefund(String refundId);

  /** A refund fails, though it may have succeeded before, for a reason in the gateway's code. */
  void failRefund(String refundId, String reason);

  /** How many refunds were ever made, failed ones included. */
  int refundsMade();

  /** What refunds took that have not failed: minor units by currency, as the gateway writes it. */
  Map<String, Long> totalRefunded();
}
