package org.paylink.simulator;

import java.util.OptionalLong;
import org.paylink.simulator.account.Refusal;

/**
 * What payers' banks do. A payment is named by its checkout at the gateway, at Stripe also by its
 * PaymentIntent; amounts are in the gateway's minor units. Each step sends its notifications. Safe
 * under concurrent calls. Every method throws {@link Refusal} when the state does not allow what is
 * asked.
 */
public interface DisputeControls {
  /** What a withdrawal costs, in minor units of the dispute's currency. */
  long FEE = 1_500;

  /** Opens a dispute of which no money has moved yet; an absent amount is all that was taken. */
  String openDisputeOnly(String payment, OptionalLong amount, String reason);

  /** Opens an inquiry, which moves no money. */
  String openInquiry(String payment, String reason);

  /** An inquiry becomes a dispute of which no money has moved yet. */
  void escalateInquiryOnly(String disputeId);

  /** The bank drops its inquiry. */
  void closeInquiry(String disputeId);

  /** Evidence is handed in. */
  void respond(String disputeId);

  /** The bank decides for the merchant, and the money is still to come. */
  void winDisputeOnly(String disputeId);

  /** The bank decides for the payer. No money moves: it was taken before. */
  void loseDispute(String disputeId);

  /** Takes the disputed money, and the usual fee. */
  void withdraw(String disputeId);

  /** Takes so much in a currency, in lower case, as accounts do that settle in another one. */
  void withdraw(String disputeId, String currency, long amount, long fee);

  /** Gives the disputed money back, whatever the status says, and so much of the fee. */
  void reinstate(String disputeId, long feeReturned);

  /** Opens a dispute over all that was taken, which takes the money and a fee at once. */
  default String openDispute(String payment, String reason) {
    String id = openDisputeOnly(payment, OptionalLong.empty(), reason);
    withdraw(id);
    return id;
  }

  /** Opens a dispute over a part, which takes the money and a fee at once. */
  default String openDispute(String payment, long amount, String reason) {
    String id = openDisputeOnly(payment, OptionalLong.of(amount), reason);
    withdraw(id);
    return id;
  }

  /** An inquiry becomes a dispute, which takes the money and a fee at once. */
  default void escalateInquiry(String disputeId) {
    escalateInquiryOnly(disputeId);
    withdraw(disputeId);
  }

  /** The bank decides for the merchant and gives back the money, not the fee. */
  default void winDispute(String disputeId) {
    winDisputeOnly(disputeId);
    reinstate(disputeId, 0);
  }
}
