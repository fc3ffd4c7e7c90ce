package org.paylink.gateway.stripe;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayBench;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Secret;
import org.paylink.money.Money;
import org.paylink.simulator.DisputeControls;
import org.paylink.simulator.RefundControls;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Signature;

/** Stripe's gateway and simulator. */
final class StripeBench implements GatewayBench {
  static final String WEBHOOK_SECRET = "whsec_bench";
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Duration LONG_SILENCE = Duration.ofSeconds(20);

  private final StripeSimulator simulator;
  private final Gateway gateway = new StripeGateway(Duration.ofSeconds(5), Duration.ofSeconds(10));
  private final Gateway impatient =
      new StripeGateway(Duration.ofSeconds(5), Duration.ofMillis(700));

  StripeBench() throws IOException {
    simulator = StripeSimulator.start(SimulatorOptions.forTests(InstantSource.fixed(START), 7));
  }

  StripeSimulator simulator() {
    return simulator;
  }

  static GatewayAccount account(String apiBase, String apiKey, Mode mode) {
    return new GatewayAccount(
        "stripe-1",
        "stripe",
        "Stripe",
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
  public Gateway gateway() {
    return gateway;
  }

  @Override
  public Gateway impatientGateway() {
    return impatient;
  }

  @Override
  public GatewayAccount account() {
    return accountWithKey(simulator.apiKey());
  }

  @Override
  public GatewayAccount accountWithKey(String apiKey) {
    return account(simulator.baseUrl(), apiKey, Mode.TEST);
  }

  @Override
  public GatewayAccount unreachableAccount() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String nobody = "http://127.0.0.1:" + socket.getLocalPort();
      return account(nobody, simulator.apiKey(), Mode.TEST);
    } catch (IOException noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  @Override
  public Instant now() {
    return simulator.clock().instant();
  }

  @Override
  public void pay(String sessionId) {
    simulator.pay(sessionId);
  }

  @Override
  public void decline(String sessionId, String code) {
    simulator.decline(sessionId, code);
  }

  @Override
  public void paySlowly(String sessionId) {
    simulator.payByBankDebit(sessionId);
  }

  @Override
  public void finishSlowPayment(String sessionId, boolean succeeds) {
    if (succeeds) {
      simulator.bankDebitSucceeds(sessionId);
    } else {
      simulator.bankDebitFails(sessionId);
    }
  }

  @Override
  public void advance(Duration by) {
    simulator.advance(by);
  }

  @Override
  public void loseAnswerOfNextStart() {
    simulator.faults().loseAnswer(ApiOperation.CREATE, 1);
  }

  @Override
  public void hangNextStartBeforeWork() {
    simulator.faults().hangBeforeWork(ApiOperation.CREATE, 1, LONG_SILENCE);
  }

  @Override
  public void hangNextStartAfterWork() {
    simulator.faults().hangAfterWork(ApiOperation.CREATE, 1, LONG_SILENCE);
  }

  @Override
  public void loseAnswerOfNextClose() {
    simulator.faults().loseAnswer(ApiOperation.EXPIRE, 1);
  }

  @Override
  public void beBusyOnce(Duration retryAfter) {
    simulator.faults().rateLimit(ApiOperation.ANY, 1, retryAfter);
  }

  @Override
  public void failNextStart() {
    simulator.faults().serverError(ApiOperation.CREATE, 1);
  }

  @Override
  public void loseAnswerOfNextRefund() {
    simulator.faults().loseAnswer(ApiOperation.REFUND, 1);
  }

  @Override
  public void hangNextRefundBeforeWork() {
    simulator.faults().hangBeforeWork(ApiOperation.REFUND, 1, LONG_SILENCE);
  }

  @Override
  public void failNextRefund() {
    simulator.faults().serverError(ApiOperation.REFUND, 1);
  }

  @Override
  public RefundControls refunds() {
    return simulator.reversals();
  }

  @Override
  public Optional<DisputeControls> disputes() {
    return Optional.of(simulator.reversals());
  }

  @Override
  public Sent reversalNotification(String charge) {
    return sent(charge, WEBHOOK_SECRET, "refund", "charge.");
  }

  @Override
  public void takeOtherAmount(long amount) {
    simulator.faults().nextPaymentTakes(amount);
  }

  @Override
  public void takeOtherCurrency(String currency) {
    simulator.faults().nextPaymentInCurrency(currency);
  }

  @Override
  public void takeUnsaidAmount() {
    simulator.faults().nextPaymentWithoutAmount();
  }

  @Override
  public Money inexpressible() {
    return Money.ofMajor("MGA", "9000.20");
  }

  @Override
  public Sent notification(String sessionId) {
    return sent(sessionId, WEBHOOK_SECRET, "checkout.session.");
  }

  @Override
  public Sent forged(String sessionId) {
    return sent(sessionId, "whsec_somebody", "checkout.session.");
  }

  @Override
  public Optional<Approvals> approvals() {
    return Optional.empty();
  }

  private Sent sent(String id, String secret, String... types) {
    String body =
        simulator.events().stream()
            .filter(event -> Stream.of(types).anyMatch(event.get("type").getAsString()::startsWith))
            .map(Object::toString)
            .filter(text -> text.contains(id))
            .reduce((first, second) -> second)
            .orElseThrow();
    String header = Signature.header(secret, now().getEpochSecond(), body);
    return new Sent(
        body.getBytes(StandardCharsets.UTF_8), Map.of("stripe-signature", List.of(header)));
  }

  @Override
  public int sessionsCreated() {
    return simulator.sessionsCreated();
  }

  @Override
  public void close() {
    simulator.close();
  }
}
