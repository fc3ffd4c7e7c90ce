package org.paylink.account;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.gateway.AccountCheck;
import org.paylink.gateway.Capturing;
import org.paylink.gateway.Gateway;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.GatewayException;
import org.paylink.gateway.Notification;
import org.paylink.gateway.RefundRequest;
import org.paylink.gateway.Reversal;
import org.paylink.gateway.Reversing;
import org.paylink.gateway.Session;
import org.paylink.gateway.StartRequest;
import org.paylink.gateway.WebhookNeeds;
import org.paylink.money.Money;
import org.paylink.records.Records;

/**
 * An account and the gateway that speaks for it. The only way to a gateway, so that this can
 * insist: no call while a database transaction is open, because a rollback could not take the call
 * back.
 */
public final class Connection {
  private final GatewayAccount account;
  private final Gateway gateway;
  private final Records records;

  Connection(GatewayAccount account, Gateway gateway, Records records) {
    this.account = account;
    this.gateway = gateway;
    this.records = records;
  }

  /** The account. */
  public GatewayAccount account() {
    return account;
  }

  /** See {@link Gateway#start}. */
  public Session start(StartRequest request) throws GatewayException {
    outsideOfTransactions();
    return gateway.start(account, request);
  }

  /** See {@link Gateway#minimum}. */
  public Optional<Money> minimum(String currency) {
    return gateway.minimum(currency);
  }

  /** See {@link Gateway#sessionEnd}. */
  public Instant sessionEnd(Instant now, Instant wanted) {
    return gateway.sessionEnd(now, wanted);
  }

  /** See {@link Gateway#fetch}. */
  public Session fetch(String sessionId) throws GatewayException {
    outsideOfTransactions();
    return gateway.fetch(account, sessionId);
  }

  /** See {@link Gateway#close}. */
  public Session close(String sessionId) throws GatewayException {
    outsideOfTransactions();
    return gateway.close(account, sessionId);
  }

  /** Whether the gateway leaves the taking of money to us. */
  public boolean captures() {
    return gateway.capturing().isPresent();
  }

  /**
   * See {@link Capturing#capture}.
   *
   * @throws IllegalStateException when the gateway takes the money itself; see {@link #captures()}
   */
  public Session capture(String sessionId) throws GatewayException {
    outsideOfTransactions();
    Capturing capturing =
        gateway
            .capturing()
            .orElseThrow(() -> new IllegalStateException(gateway.name() + " captures by itself"));
    return capturing.capture(account, sessionId);
  }

  /** Whether charges can be paid back, and what went back can be looked up. */
  public boolean reverses() {
    return gateway.reversing().isPresent();
  }

  /**
   * See {@link Reversing#reversals}.
   *
   * @throws IllegalStateException when the gateway can't say; see {@link #reverses()}
   */
  public List<Reversal> reversals(String chargeRef) throws GatewayException {
    outsideOfTransactions();
    return reversing().reversals(account, chargeRef);
  }

  /**
   * See {@link Reversing#refund}.
   *
   * @throws IllegalStateException when the gateway can't; see {@link #reverses()}
   */
  public Reversal.Refund refund(RefundRequest request) throws GatewayException {
    outsideOfTransactions();
    return reversing().refund(account, request);
  }

  /**
   * See {@link Reversing#changedSince}.
   *
   * @throws IllegalStateException when the gateway can't say; see {@link #reverses()}
   */
  public Set<String> reversedSince(Instant since) throws GatewayException {
    outsideOfTransactions();
    return reversing().changedSince(account, since);
  }

  private Reversing reversing() {
    return gateway
        .reversing()
        .orElseThrow(() -> new IllegalStateException(gateway.name() + " tells of no reversals"));
  }

  /** See {@link Gateway#check}. */
  public AccountCheck check() throws GatewayException {
    outsideOfTransactions();
    return gateway.check(account);
  }

  /** See {@link Gateway#webhookNeeds}. */
  public WebhookNeeds webhookNeeds() {
    return gateway.webhookNeeds();
  }

  /** See {@link Gateway#verify}. */
  public Notification verify(byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    return gateway.verify(account, rawBody, headers, now);
  }

  /**
   * Whether a notification that {@link #verify} believed needs one of the account's older secrets
   * to be believed.
   */
  public boolean needsOlderSecret(byte[] rawBody, Map<String, List<String>> headers, Instant now) {
    if (account.webhookSecrets().size() < 2) {
      return false;
    }
    GatewayAccount newestOnly = account.withWebhookSecrets(account.webhookSecrets().subList(0, 1));
    return gateway.verify(newestOnly, rawBody, headers, now) instanceof Notification.Refused;
  }

  private void outsideOfTransactions() {
    if (records.inTransaction()) {
      throw new IllegalStateException("a gateway is called inside a database transaction");
    }
  }
}
