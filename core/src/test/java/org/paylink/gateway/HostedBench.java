package org.paylink.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.RefundControls;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.hosted.HostedSimulator;
import org.paylink.simulator.webhook.Delivery;

/** What the benches of the simulators other than Stripe's share. */
public abstract class HostedBench implements GatewayBench {
  private static final String WEBHOOK_SECRET = "a-secret-of-the-bench";
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration LONG_SILENCE = Duration.ofSeconds(20);

  /** Options with a clock that stands still. */
  protected static SimulatorOptions options() {
    return SimulatorOptions.forTests(InstantSource.fixed(START), 7);
  }

  /** The simulator. */
  protected abstract HostedSimulator simulator();

  /** Notifies nobody in fact; what would be sent can be read. */
  protected final void listen() {
    simulator().webhook("http://127.0.0.1:9/never-called", WEBHOOK_SECRET);
  }

  @Override
  public final GatewayAccount account() {
    return accountWithKey(simulator().apiKey());
  }

  @Override
  public final GatewayAccount accountWithKey(String apiKey) {
    return account(simulator().baseUrl(), apiKey, Mode.TEST);
  }

  @Override
  public final GatewayAccount unreachableAccount() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String nobody = "http://127.0.0.1:" + socket.getLocalPort();
      return account(nobody, simulator().apiKey(), Mode.TEST);
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  /** An account of the gateway's. */
  public final GatewayAccount account(String apiBase, String apiKey, Mode mode) {
    return new GatewayAccount(
        "account-1",
        gateway().name(),
        "Simulated",
        mode,
        "Company",
        Optional.of(apiBase),
        Secret.of(apiKey),
        List.of(Secret.of(WEBHOOK_SECRET)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        true);
  }

  @Override
  public final Instant now() {
    return simulator().clock().instant();
  }

  @Override
  public final void finishSlowPayment(String sessionId, boolean succeeds) {
    if (succeeds) {
      simulator().bankPays(sessionId);
    } else {
      simulator().bankRefuses(sessionId);
    }
  }

  @Override
  public final void advance(Duration by) {
    simulator().advance(by);
  }

  @Override
  public final void loseAnswerOfNextStart() {
    simulator().faults().loseAnswer(ApiOperation.CREATE, 1);
  }

  @Override
  public final void hangNextStartBeforeWork() {
    simulator().faults().hangBeforeWork(ApiOperation.CREATE, 1, LONG_SILENCE);
  }

  @Override
  public final void hangNextStartAfterWork() {
    simulator().faults().hangAfterWork(ApiOperation.CREATE, 1, LONG_SILENCE);
  }

  @Override
  public final void loseAnswerOfNextClose() {
    simulator().faults().loseAnswer(ApiOperation.EXPIRE, 1);
  }

  @Override
  public final void beBusyOnce(Duration retryAfter) {
    simulator().faults().rateLimit(ApiOperation.ANY, 1, retryAfter);
  }

  @Override
  public final void failNextStart() {
    simulator().faults().serverError(ApiOperation.CREATE, 1);
  }

  @Override
  public final void loseAnswerOfNextRefund() {
    simulator().faults().loseAnswer(ApiOperation.REFUND, 1);
  }

  @Override
  public final void hangNextRefundBeforeWork() {
    simulator().faults().hangBeforeWork(ApiOperation.REFUND, 1, LONG_SILENCE);
  }

  @Override
  public final void failNextRefund() {
    simulator().faults().serverError(ApiOperation.REFUND, 1);
  }

  @Override
  public final RefundControls refunds() {
    return simulator().reversals();
  }

  @Override
  public final Optional<DisputeControls> disputes() {
    return simulator().disputes();
  }

  @Override
  public final Sent reversalNotification(String charge) {
    return sent(charge, Delivery.Signing.RIGHT);
  }

  @Override
  public final void takeOtherAmount(long amount) {
    simulator().faults().nextPaymentTakes(amount);
  }

  @Override
  public final void takeOtherCurrency(String currency) {
    simulator().faults().nextPaymentInCurrency(currency);
  }

  @Override
  public final void takeUnsaidAmount() {
    simulator().faults().nextPaymentWithoutAmount();
  }

  @Override
  public final Sent notification(String sessionId) {
    return sent(sessionId, Delivery.Signing.RIGHT);
  }

  @Override
  public final Sent forged(String sessionId) {
    return sent(sessionId, Delivery.Signing.WRONG_SECRET);
  }

  private Sent sent(String sessionId, Delivery.Signing signing) {
    Delivery delivery =
        simulator().deliveries().stream()
            .filter(any -> any.body.contains(sessionId))
            .reduce((first, second) -> second)
            .orElseThrow();
    delivery.signing = signing;
    Map<String, List<String>> headers =
        simulator().headers(delivery).entrySet().stream()
            .collect(
                Collectors.toMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> List.of(entry.getValue())));
    return new Sent(delivery.body.getBytes(StandardCharsets.UTF_8), headers);
  }

  @Override
  public final int sessionsCreated() {
    return simulator().checkoutsCreated();
  }

  @Override
  public final void close() {
    simulator().close();
  }
}
