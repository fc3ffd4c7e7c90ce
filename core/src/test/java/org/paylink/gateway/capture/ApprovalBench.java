package org.paylink.gateway.capture;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayBench;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.HostedBench;
import org.paylink.gateway.Session;
import org.paylink.money.Money;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.hosted.ApprovalSimulator;

/** The orders' gateway and simulator. Where a payer pays, they agree and the money is captured. */
final class ApprovalBench extends HostedBench implements GatewayBench.Approvals {
  private final ApprovalSimulator simulator = ApprovalSimulator.start(options());
  private final ApproveCaptureGateway gateway =
      new ApproveCaptureGateway(Duration.ofSeconds(5), Duration.ofSeconds(10));
  private final Gateway impatient =
      new ApproveCaptureGateway(Duration.ofSeconds(5), Duration.ofMillis(700));

  ApprovalBench() throws IOException {
    listen();
  }

  @Override
  protected ApprovalSimulator simulator() {
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
    simulator.approve(sessionId);
    capture(sessionId);
  }

  @Override
  public void decline(String sessionId, String code) {
    simulator.decline(sessionId, code);
    capture(sessionId);
  }

  @Override
  public void paySlowly(String sessionId) {
    simulator.approveBankTransfer(sessionId);
    capture(sessionId);
  }

  private void capture(String sessionId) {
    try {
      Session unused = gateway.capture(account(), sessionId);
    } catch (GatewayException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public Money inexpressible() {
    return Money.ofMajor("HUF", "100.50");
  }

  @Override
  public Optional<Approvals> approvals() {
    return Optional.of(this);
  }

  @Override
  public void approve(String sessionId) {
    simulator.approve(sessionId);
  }

  @Override
  public void loseAnswerOfNextCapture() {
    simulator.faults().loseAnswer(ApiOperation.CAPTURE, 1);
  }

  @Override
  public void failNextCapture() {
    simulator.faults().serverError(ApiOperation.CAPTURE, 1);
  }

  @Override
  public int takings(String sessionId) {
    return simulator.checkout(sessionId).takings.size();
  }
}
