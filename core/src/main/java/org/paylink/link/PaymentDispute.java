package org.paylink.link;

import java.time.Instant;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.records.Row;

/**
 * What a customer's bank asks back of a charge.
 *
 * @param gatewayAccountId the account
 * @param externalRef the gateway's id of it
 * @param chargeRef the charge's receipt, by its reference
 * @param linkId the link that had brought the money
 * @param state how far it is
 * @param amount what is disputed, as far as the gateway says it
 * @param reason why, in the gateway's code
 * @param respondBy until when evidence may be handed in
 * @param openedAt when it was opened
 * @param polls how often it was asked for
 */
public record PaymentDispute(
    String gatewayAccountId,
    String externalRef,
    String chargeRef,
    String linkId,
    State state,
    Optional<Money> amount,
    Optional<String> reason,
    Optional<Instant> respondBy,
    Instant openedAt,
    long polls) {

  /** The entity's name. */
  public static final String ENTITY = "PaymentDispute";

  /** How far a dispute is; it only goes forward. */
  public enum State {
    /** The bank asks; no money has moved. */
    INQUIRY,
    OPEN,
    WON,
    LOST;

    /** Whether it will change no more. */
    public boolean isOver() {
      return this == WON || this == LOST;
    }

    /** The state after another look, which may be an older one: the later of both. */
    public State merge(State seen) {
      boolean later = seen.isOver() || (!isOver() && seen.ordinal() > ordinal());
      return later ? seen : this;
    }
  }

  /** The dispute a stored row holds. */
  public static PaymentDispute of(Row row) {
    return new PaymentDispute(
        row.text("gatewayAccountId"),
        row.text("externalRef"),
        row.text("chargeRef"),
        row.text("paymentLinkId"),
        State.valueOf(row.text("state")),
        row.optionalText("currencyUomId").map(any -> row.money("amount", "currencyUomId")),
        row.optionalText("reason"),
        row.moment("respondBy"),
        row.moment("openedAt").orElseThrow(),
        row.number("polls"));
  }
}
