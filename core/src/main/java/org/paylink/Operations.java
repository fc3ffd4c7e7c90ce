package org.paylink;

import java.util.Set;
import org.paylink.account.Connections;
import org.paylink.account.WebhookSetup;
import org.paylink.desk.HealthPage;
import org.paylink.health.HealthCheck;
import org.paylink.health.HealthReport;
import org.paylink.host.Actor;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.issuing.RotateTokens;
import org.paylink.privacy.ErasePersonalData;
import org.paylink.privacy.VerifyHistory;

/** What administrators do to keep Paylink going. Everything here needs the permission ADMIN. */
public final class Operations {
  private final Host host;
  private final Connections connections;
  private final HealthCheck healthCheck;
  private final RotateTokens rotateTokens;
  private final VerifyHistory verifyHistory;

  Operations(Host host, Connections connections, LinkUrls urls) {
    this.host = host;
    this.connections = connections;
    healthCheck = new HealthCheck(host);
    rotateTokens = new RotateTokens(host, urls);
    verifyHistory = new VerifyHistory(host);
  }

  /**
   * How Paylink does on this host.
   *
   * @throws org.paylink.problem.PaylinkException PERMISSION_MISSING, DATABASE_UNAVAILABLE
   */
  public HealthReport health(Actor actor) {
    actor.require(Permission.ADMIN);
    return healthCheck.look();
  }

  /** For hosts that show figures on a page of their own, having checked who asks. */
  public HealthCheck healthCheck() {
    return healthCheck;
  }

  /** Gives links new addresses. */
  public RotateTokens rotateTokens() {
    return rotateTokens;
  }

  /** Looks whether histories are as they were written. */
  public VerifyHistory verifyHistory() {
    return verifyHistory;
  }

  /** Erases what is known of a person; see {@link ErasePersonalData#erase}. */
  public int erasePersonalData(String partyId, Actor actor) {
    return new ErasePersonalData(host).erase(partyId, actor);
  }

  /**
   * What to set at the gateway so that it notifies an account of ours.
   *
   * @throws org.paylink.problem.PaylinkException PERMISSION_MISSING, ACCOUNT_MISSING
   */
  public WebhookSetup webhookSetup(String gatewayAccountId, Actor actor) {
    actor.require(Permission.ADMIN);
    return WebhookSetup.of(host, connections, gatewayAccountId);
  }

  /** The gateways accounts may be of, by name. */
  public Set<String> providers() {
    return connections.providers();
  }

  HealthPage healthPage() {
    return new HealthPage(host, healthCheck, rotateTokens, verifyHistory);
  }
}
