package org.paylink.gateway;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.RefundControls;

/**
 * A gateway together with the simulator it talks to, and what a payer or a fault can do there. One
 * for each gateway; the shared contract is written against it.
 */
public interface GatewayBench extends AutoCloseable {
  /** The gateway under test. */
  Gateway gateway();

  /** The same gateway with timeouts of less than a second. */
  Gateway impatientGateway();

  /** An account the simulator accepts. */
  GatewayAccount account();

  /** The same account with another key. */
  GatewayAccount accountWithKey(String apiKey);

  /** An account where nobody listens. */
  GatewayAccount unreachableAccount();

  /** The simulator's time. */
  Instant now();

  /** The payer pays. */
  void pay(String sessionId);

  /** The payer is declined with this code, and may try again. */
  void decline(String sessionId, String code);

  /** The payer finishes with a method that brings the money later. */
  void paySlowly(String sessionId);

  /** That money comes, or doesn't. */
  void finishSlowPayment(String sessionId, boolean succeeds);

  /** Time passes. */
  void advance(Duration by);

  /** The next start is done and its answer is lost. */
  void loseAnswerOfNextStart();

  /** The next start is not done, and nothing is heard of it for longer than the impatient wait. */
  void hangNextStartBeforeWork();

  /** The next start is done, and nothing is heard of it for longer than the impatient wait. */
  void hangNextStartAfterWork();

  /** The next expiry is done and its answer is lost. */
  void loseAnswerOfNextClose();

  /** The next call is refused, with the wish to wait so long. */
  void beBusyOnce(Duration retryAfter);

  /** The next start fails, and so does every repetition under its key. */
  void failNextStart();

  /** The next payment takes another amount, in the gateway's smallest unit. */
  void takeOtherAmount(long amount);

  /** The next payment takes the number in another currency. */
  void takeOtherCurrency(String currency);

  /** The next payment takes the money and no answer says how much. */
  void takeUnsaidAmount();

  /** An amount the gateway can't count, though the host can. */
  Money inexpressible();

  /** The newest notification about a session, as it is sent now. */
  Sent notification(String sessionId);

  /** The newest notification about a session, signed by somebody without the secret. */
  Sent forged(String sessionId);

  /** The next refund is done and its answer is lost. */
  void loseAnswerOfNextRefund();

  /** The next refund is not done, and nothing is heard for longer than the impatient wait. */
  void hangNextRefundBeforeWork();

  /** The next refund fails, and so does every repetition under its key. */
  void failNextRefund();

  /** Refunds as the dashboard and banks make them. */
  RefundControls refunds();

  /** Disputes, at gateways that tell of them. */
  Optional<DisputeControls> disputes();

  /** The newest notification about money that goes back of a charge, as it is sent now. */
  Sent reversalNotification(String charge);

  /** What only gateways have that leave the taking of money to us. */
  Optional<Approvals> approvals();

  /**
   * A notification on its way.
   *
   * @param headers by lower-case name
   */
  record Sent(byte[] body, Map<String, List<String>> headers) {}

  /** Payers that agree, and captures that go wrong. */
  interface Approvals {
    /** The payer agrees to be charged. */
    void approve(String sessionId);

    /** The next capture is done and its answer is lost. */
    void loseAnswerOfNextCapture();

    /** The next capture is not done, and fails. */
    void failNextCapture();

    /** How often money was really taken. */
    int takings(String sessionId);
  }

  /** How many sessions were ever created. */
  int sessionsCreated();

  @Override
  void close();
}
