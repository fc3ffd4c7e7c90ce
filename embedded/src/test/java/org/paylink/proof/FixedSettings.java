package org.paylink.proof;

import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.ConcurrentHashMap;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Secret;
import org.paylink.host.GatewayAccounts;
import org.paylink.host.Settings;
import org.paylink.host.TokenKeys;
import org.paylink.link.AmountPolicy;
import org.paylink.policy.PolicyField;

/** Settings and accounts for tests. */
final class FixedSettings implements Settings, GatewayAccounts {
  static final String ACCOUNT = "STRIPE_SIM";
  static final Secret WEBHOOK_SECRET = Secret.of("whsec_for_tests_only");
  private static final Secret TOKEN_KEY =
      Secret.of("1:bm90LWEtc2VjcmV0LWp1c3QtMzItYnl0ZXMtZm9yLXRlc3Q=");

  private final String apiBase;
  private final Secret apiKey;
  private final String nodeName;
  private volatile boolean sendsConfirmations = true;
  private volatile boolean testHost = true;
  private final Map<PolicyField, String> policyTexts = new ConcurrentHashMap<>();
  private volatile Optional<URI> publicBaseUrl;
  private volatile boolean plainHttp;
  private volatile TokenKeys keys;
  private volatile List<GatewayAccount> accounts;
  private volatile String unreadable;
  private volatile Optional<String> organization;
  private volatile Optional<Secret> metricsToken;

  FixedSettings(String apiBase, String apiKey, String nodeName) {
    this.apiBase = apiBase;
    this.apiKey = Secret.of(apiKey);
    this.nodeName = nodeName;
    asUsual();
  }

  /** Everything is set up as it should be. */
  void asUsual() {
    policyTexts.clear();
    policyTexts.put(PolicyField.DEFAULT_DAYS, "14");
    testHost = true;
    publicBaseUrl = Optional.of(URI.create("http://127.0.0.1:1"));
    plainHttp = true;
    keys = tokenKeys();
    unreadable = "";
    organization = Optional.empty();
    metricsToken = Optional.empty();
    accounts = List.of(account(ACCOUNT, World.COMPANY));
  }

  /** An account at the simulator. */
  GatewayAccount account(String id, String organizationPartyId) {
    return account(id, organizationPartyId, apiBase, apiKey, WEBHOOK_SECRET, true);
  }

  static GatewayAccount account(
      String id, String organization, String base, Secret key, Secret webhook, boolean enabled) {
    List<Secret> secrets = webhook.reveal().isEmpty() ? List.of() : List.of(webhook);
    return new GatewayAccount(
        id,
        "stripe",
        "Card",
        Mode.TEST,
        organization,
        Optional.of(base),
        key,
        secrets,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        enabled);
  }

  void accounts(GatewayAccount... value) {
    accounts = List.of(value);
  }

  /** The usual account, except that calls go to another address with another key. */
  void usualAccountAt(String base, String key) {
    accounts(account(ACCOUNT, World.COMPANY, base, Secret.of(key), WEBHOOK_SECRET, true));
  }

  /** The usual account, which new checkouts may not use any more. */
  void usualAccountDisabled() {
    accounts(account(ACCOUNT, World.COMPANY, apiBase, apiKey, WEBHOOK_SECRET, false));
  }

  /** The usual account, whose notifications may be signed with these, the newest first. */
  void usualAccountSigning(String... secrets) {
    accounts(
        account(ACCOUNT, World.COMPANY)
            .withWebhookSecrets(java.util.Arrays.stream(secrets).map(Secret::of).toList()));
  }

  void metricsToken(String token) {
    metricsToken = Optional.of(Secret.of(token));
  }

  @Override
  public Optional<Secret> metricsToken() {
    return metricsToken;
  }

  /** Reading this account fails, as when its secret can't be decrypted. */
  void unreadable(String gatewayAccountId) {
    unreadable = gatewayAccountId;
  }

  void sendsConfirmations(boolean value) {
    sendsConfirmations = value;
  }

  @Override
  public boolean sendsConfirmations() {
    return sendsConfirmations;
  }

  void publicBaseUrl(Optional<URI> value, boolean plainHttpAllowed) {
    publicBaseUrl = value;
    plainHttp = plainHttpAllowed;
  }

  /** The organization that is meant when nobody names one. */
  void organization(Optional<String> value) {
    organization = value;
  }

  @Override
  public Optional<String> organizationPartyId() {
    return organization;
  }

  void keys(String lines) {
    keys = TokenKeys.parse(Secret.of(lines));
  }

  /** The key file can't be understood, as after a slip of the pen. */
  void unreadableKeys() {
    keys = null;
  }

  /** The keys as they are set up at the moment. */
  TokenKeys currentKeys() {
    return new TokenKeys() {
      @Override
      public Optional<Long> currentVersion() {
        return read().currentVersion();
      }

      @Override
      public Optional<byte[]> key(long version) {
        return read().key(version);
      }

      @Override
      public SortedSet<Long> versions() {
        return read().versions();
      }

      private TokenKeys read() {
        return keys == null ? TokenKeys.parse(Secret.of("1=not a key")) : keys;
      }
    };
  }

  static TokenKeys tokenKeys() {
    return TokenKeys.parse(TOKEN_KEY);
  }

  void testHost(boolean value) {
    testHost = value;
  }

  void amountPolicy(AmountPolicy value) {
    policy(PolicyField.AMOUNT_POLICY, value.name());
  }

  @Override
  public Optional<URI> publicBaseUrl() {
    return publicBaseUrl;
  }

  @Override
  public boolean isTestHost() {
    return testHost;
  }

  void policy(PolicyField field, String text) {
    policyTexts.put(field, text);
  }

  @Override
  public Map<PolicyField, String> policyTexts() {
    return Map.copyOf(policyTexts);
  }

  @Override
  public void storePolicy(Map<PolicyField, String> texts) {
    policyTexts.putAll(texts);
  }

  @Override
  public boolean allowsPlainHttp() {
    return plainHttp;
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
    if (gatewayAccountId.equals(unreadable)) {
      throw new IllegalStateException("the account can't be read");
    }
    return all().stream().filter(account -> account.id().equals(gatewayAccountId)).findFirst();
  }

  @Override
  public List<GatewayAccount> enabledFor(String organizationPartyId) {
    return all().stream()
        .filter(GatewayAccount::enabled)
        .filter(account -> account.organizationPartyId().equals(organizationPartyId))
        .toList();
  }

  @Override
  public List<GatewayAccount> all() {
    if (unreadable.equals("*")) {
      throw new IllegalStateException("the accounts can't be read");
    }
    return accounts;
  }
}
