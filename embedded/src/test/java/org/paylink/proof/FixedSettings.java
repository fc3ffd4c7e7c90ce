package org.paylink.proof;

import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Secret;
import org.paylink.host.GatewayAccounts;
import org.paylink.host.Settings;
import org.paylink.host.TokenKeys;
import org.paylink.link.AmountPolicy;

/** Settings and accounts for tests. */
final class FixedSettings implements Settings, GatewayAccounts {
  static final String ACCOUNT = "STRIPE_SIM";
  static final Secret WEBHOOK_SECRET = Secret.of("whsec_for_tests_only");
  private static final Secret TOKEN_KEY =
      Secret.of("1:bm90LWEtc2VjcmV0LWp1c3QtMzItYnl0ZXMtZm9yLXRlc3Q=");

  private final String apiBase;
  private final Secret apiKey;
  private final String nodeName;
  private volatile boolean testHost = true;
  private volatile AmountPolicy amountPolicy = AmountPolicy.LOWER;

  FixedSettings(String apiBase, String apiKey, String nodeName) {
    this.apiBase = apiBase;
    this.apiKey = Secret.of(apiKey);
    this.nodeName = nodeName;
  }

  static TokenKeys tokenKeys() {
    return TokenKeys.parse(TOKEN_KEY);
  }

  void testHost(boolean value) {
    testHost = value;
  }

  void amountPolicy(AmountPolicy value) {
    amountPolicy = value;
  }

  @Override
  public Optional<URI> publicBaseUrl() {
    return Optional.of(URI.create("http://127.0.0.1:1"));
  }

  @Override
  public boolean isTestHost() {
    return testHost;
  }

  @Override
  public Optional<Duration> defaultValidity() {
    return Optional.of(Duration.ofDays(14));
  }

  @Override
  public AmountPolicy amountPolicy() {
    return amountPolicy;
  }

  @Override
  public boolean allowsPlainHttp() {
    return true;
  }

  @Override
  public ZoneId zone() {
    return ZoneOffset.UTC;
  }

  @Override
  public String nodeName() {
    return nodeName;
  }

  @Override
  public Optional<GatewayAccount> find(String gatewayAccountId) {
    return all().stream().filter(account -> account.id().equals(gatewayAccountId)).findFirst();
  }

  @Override
  public List<GatewayAccount> enabledFor(String organizationPartyId) {
    return all().stream()
        .filter(account -> account.organizationPartyId().equals(organizationPartyId))
        .toList();
  }

  @Override
  public List<GatewayAccount> all() {
    return List.of(
        new GatewayAccount(
            ACCOUNT,
            "stripe",
            "Card",
            Mode.TEST,
            World.COMPANY,
            Optional.of(apiBase),
            apiKey,
            List.of(WEBHOOK_SECRET),
            Optional.empty(),
            true));
  }
}
