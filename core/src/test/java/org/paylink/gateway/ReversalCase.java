package org.paylink.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.paylink.money.Money;

/** What the contract's parts about money that goes back share. */
public interface ReversalCase extends ContractCase {
  /** The gateway's way of paying back. */
  default Reversing reversing() {
    Assumptions.assumeTrue(bench().gateway().reversing().isPresent(), "it can't pay back");
    return bench().gateway().reversing().orElseThrow();
  }

  /** A session whose payer paid this much. */
  default Session paid(String key, Money amount) throws GatewayException {
    Session session = bench().gateway().start(bench().account(), request(key, amount));
    bench().pay(session.id());
    return fetched(session);
  }

  /** The charge of a session whose payer paid the usual price. */
  default String charged(String key) throws GatewayException {
    assertThat(reversing()).isNotNull();
    return chargeOf(paid(key, PRICE));
  }

  /** The charge of a session that was paid. */
  default String chargeOf(Session session) {
    return session.charge().orElseThrow().externalRef();
  }

  /** A request for the refund {@code refund-<key>}. */
  default RefundRequest refundRequest(String key, String charge, String currency, String amount) {
    return new RefundRequest(
        key,
        "refund-" + key,
        charge,
        Money.ofMajor(currency, amount),
        RefundRequest.Reason.REQUESTED_BY_CUSTOMER);
  }

  /** A refund in dollars, as the gateway answers it. */
  default Reversal.Refund refunded(String key, String charge, String dollars)
      throws GatewayException {
    return reversing().refund(bench().account(), refundRequest(key, charge, "USD", dollars));
  }

  /** All that went back of a charge. */
  default List<Reversal> reversals(String charge) throws GatewayException {
    return reversing().reversals(bench().account(), charge);
  }

  /** The refunds of a charge. */
  default List<Reversal.Refund> refunds(String charge) throws GatewayException {
    return reversals(charge).stream()
        .filter(Reversal.Refund.class::isInstance)
        .map(Reversal.Refund.class::cast)
        .toList();
  }

  /** The only refund of a charge. */
  default Reversal.Refund onlyRefund(String charge) throws GatewayException {
    assertThat(refunds(charge)).hasSize(1);
    return refunds(charge).get(0);
  }

  /** The only dispute of a charge. */
  default Reversal.Dispute onlyDispute(String charge) throws GatewayException {
    assertThat(reversals(charge)).hasSize(1).hasOnlyElementsOfType(Reversal.Dispute.class);
    return (Reversal.Dispute) reversals(charge).get(0);
  }

  /** What a notification that was sent now says. */
  default Notification verified(GatewayBench.Sent sent) {
    return bench().gateway().verify(bench().account(), sent.body(), sent.headers(), bench().now());
  }
}
