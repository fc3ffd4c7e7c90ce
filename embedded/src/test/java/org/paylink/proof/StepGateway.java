package org.paylink.proof;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Capability;
import org.paylink.gateway.Capturing;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Notification;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.money.Money;

/** A gateway that tells when it is about to be called and when it has answered. */
record StepGateway(Gateway gateway, Consumer<String> step) implements Gateway {
  @Override
  public String name() {
    return gateway.name();
  }

  @Override
  public Set<Capability> capabilities() {
    return gateway.capabilities();
  }

  @Override
  public Optional<Money> minimum(String currency) {
    return gateway.minimum(currency);
  }

  @Override
  public Instant sessionEnd(Instant now, Instant wanted) {
    return gateway.sessionEnd(now, wanted);
  }

  @Override
  public Session start(GatewayAccount account, StartRequest request) throws GatewayException {
    step.accept("before start");
    Session session = gateway.start(account, request);
    step.accept("after start");
    return session;
  }

  @Override
  public Session fetch(GatewayAccount account, String sessionId) throws GatewayException {
    step.accept("before fetch");
    Session session = gateway.fetch(account, sessionId);
    step.accept("after fetch");
    return session;
  }

  @Override
  public Session close(GatewayAccount account, String sessionId) throws GatewayException {
    step.accept("before close");
    Session session = gateway.close(account, sessionId);
    step.accept("after close");
    return session;
  }

  @Override
  public Optional<Capturing> capturing() {
    return gateway.capturing().map(this::stepping);
  }

  private Capturing stepping(Capturing capturing) {
    return (account, sessionId) -> {
      step.accept("before capture");
      Session session = capturing.capture(account, sessionId);
      step.accept("after capture");
      return session;
    };
  }

  @Override
  public Notification verify(
      GatewayAccount account, byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return gateway.verify(account, rawBody, headers, now);
  }

  @Override
  public AccountCheck check(GatewayAccount account) throws GatewayException {
    return gateway.check(account);
  }
}
