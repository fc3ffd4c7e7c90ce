package org.paylink.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.money.Money;

/** Something that takes money of a charge back, as the gateway says it now. */
public sealed interface Reversal permits Reversal.Refund, Reversal.Dispute {

  /** The gateway's id of it, unique within the account, at most 255 characters. */
  String externalRef();

  /**
   * A refund.
   *
   * @param externalRef the gateway's id
   * @param refundId our id of it as its metadata names it; absent when it isn't one of ours
   * @param state how far it is
   * @param amount how much; absent when the gateway does not say or says it in a way we can't read
   * @param occurredAt when it was made
   * @param failedAt when it failed, as far as the gateway says; absent unless FAILED
   * @param failure why it failed, in the gateway's code
   * @param requestId the gateway's id of this answer, for its support
   */
  record Refund(
      String externalRef,
      Optional<String> refundId,
      State state,
      Optional<Money> amount,
      Instant occurredAt,
      Optional<Instant> failedAt,
      Optional<String> failure,
      Optional<String> requestId)
      implements Reversal {

    /** How far a refund is. What a gateway says that we don't know is PENDING. */
    public enum State {
      /** The money has left the account and is not with the customer yet. */
      PENDING,
      DONE,
      /** The money is back on the account; the customer has none of it. */
      FAILED
    }
  }

  /**
   * A dispute: the customer's bank asks the money back.
   *
   * @param externalRef the gateway's id
   * @param state how far it is
   * @param amount what is disputed, in the charge's currency
   * @param reason why, in the gateway's code
   * @param respondBy until when evidence may be handed in
   * @param openedAt when it was opened
   * @param movements what moved on the account because of it, so far
   */
  record Dispute(
      String externalRef,
      State state,
      Optional<Money> amount,
      Optional<String> reason,
      Optional<Instant> respondBy,
      Instant openedAt,
      List<Movement> movements)
      implements Reversal {

    /** Copies the movements. */
    public Dispute {
      movements = List.copyOf(movements);
    }

    /** How far a dispute is. What a gateway says that we don't know is OPEN. */
    public enum State {
      /** The bank asks; no money has moved, and none moves unless it becomes OPEN. */
      INQUIRY,
      OPEN,
      WON,
      LOST;

      /** Whether it will change no more. */
      public boolean isOver() {
        return this == WON || this == LOST;
      }
    }
  }

  /**
   * A movement on the account that a dispute caused.
   *
   * @param externalRef the gateway's id of the movement, unique within the account
   * @param amount positive when it was given back to the account, negative when it was taken;
   *     absent when it can't be read, or is in another currency than the charge
   * @param fee what the gateway took for it besides, never negative, in the account's currency;
   *     absent when there is none
   * @param feeReturned what it gave back of an earlier fee, in the account's currency
   * @param occurredAt when
   */
  record Movement(
      String externalRef,
      Optional<Money> amount,
      Optional<Money> fee,
      Optional<Money> feeReturned,
      Instant occurredAt) {}
}
