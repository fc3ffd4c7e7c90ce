package org.paylink.gateway.hostedform;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.HostedBench;
import org.paylink.money.Money;
import org.paylink.simulator.hosted.HostedFormSimulator;

/** The hosted form's gateway and simulator. */
final class FormBench extends HostedBench {
  private final HostedFormSimulator simulator = HostedFormSimulator.start(options());
  private final Gateway gateway =
      new HostedFormGateway(Duration.ofSeconds(5), Duration.ofSeconds(10));
  private final Gateway impatient =
      new HostedFormGateway(Duration.ofSeconds(5), Duration.ofMillis(700));

  FormBench() throws IOException {
    listen();
  }

  @Override
  protected HostedFormSimulator simulator() {
    return simulator;
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
  public void pay(String sessionId) {
    simulator.pay(sessionId);
  }

  @Override
  public void decline(String sessionId, String code) {
    simulator.decline(sessionId, code);
  }

  @Override
  public void paySlowly(String sessionId) {
    simulator.payByBankTransfer(sessionId);
  }

  @Override
  public Money inexpressible() {
    return Money.ofMajor("KWD", "1.235");
  }

  @Override
  public Optional<Approvals> approvals() {
    return Optional.empty();
  }
}
