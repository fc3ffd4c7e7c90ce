package org.paylink.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Secret;
import org.paylink.host.TokenKeys;
import org.paylink.link.AmountPolicy;
import org.paylink.policy.PolicyField;

/** Settings, accounts, keys and ids of the small host. */
class EmbeddedConfigurationTest {
  private static final String KEY = "c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0c2VjcmV0";

  @TempDir private Path folder;

  @Test
  void theEnvironmentWinsOverTheFileAndBothAreReadAfresh() throws IOException {
    Map<String, String> environment = new HashMap<>();
    Path file = folder.resolve(Configuration.FILE_NAME);
    Configuration configuration = Configuration.of(file, environment);
    assertThat(configuration.get("node.name")).isEmpty();
    Files.writeString(file, "node.name = füd\nempty =\n");
    assertThat(configuration.get("node.name")).contains("füd");
    assertThat(configuration.get("empty")).isEmpty();
    environment.put("PAYLINK_NODE_NAME", "from-environment");
    assertThat(configuration.get("node.name")).contains("from-environment");
  }

  @Test
  void settingsHaveDefaultsThatAreSafeToTry() {
    EmbeddedSettings settings = settings(Map.of());
    assertThat(settings.publicBaseUrl()).isEmpty();
    assertThat(settings.isTestHost()).isTrue();
    assertThat(settings.defaultValidity()).contains(Duration.ofDays(30));
    assertThat(settings.amountPolicy()).isEqualTo(AmountPolicy.LOWER);
    assertThat(settings.allowsPlainHttp()).isFalse();
    assertThat(settings.nodeName()).isNotBlank();
  }

  @Test
  void settingsFollowTheConfiguration() {
    EmbeddedSettings settings =
        settings(
            Map.of(
                "public.base.url", "http://localhost:8080/paylink/",
                "test.host", "false",
                "link.validity.days", "never",
                "amount.policy", "close",
                "node.name", "n1"));
    assertThat(settings.publicBaseUrl()).contains(URI.create("http://localhost:8080/paylink"));
    assertThat(settings.allowsPlainHttp()).isTrue();
    assertThat(settings.isTestHost()).isFalse();
    assertThat(settings.defaultValidity()).isEmpty();
    assertThat(settings.amountPolicy()).isEqualTo(AmountPolicy.CLOSE);
    assertThat(settings.nodeName()).isEqualTo("n1");
    assertThat(
            settings(Map.of("public.base.url", "http://localhost.evil.example")).allowsPlainHttp())
        .isFalse();
    assertThatIllegalStateException()
        .isThrownBy(() -> settings(Map.of("link.validity.days", "0")).defaultValidity())
        .withMessageContaining("default.validity.days");
  }

  @Test
  void whatAnAdminHasSetGoesFirstAndOutlivesARestart(@TempDir Path folder) {
    Configuration configuration = Configuration.of(Map.of("link.validity.days", "7"));
    EmbeddedSettings settings = new EmbeddedSettings(configuration, folder);
    assertThat(settings.policy().defaultDays()).contains(7);
    settings.storePolicy(
        Map.of(PolicyField.DEFAULT_DAYS, "", PolicyField.TASK_PEOPLE, "accountant"));
    for (EmbeddedSettings each : List.of(settings, new EmbeddedSettings(configuration, folder))) {
      assertThat(each.policy().defaultDays()).isEmpty();
      assertThat(each.policy().taskPeople().fallback()).contains("accountant");
    }
  }

  private static EmbeddedSettings settings(Map<String, String> values) {
    return new EmbeddedSettings(Configuration.of(values));
  }

  @Test
  void accountsAreOfferedInTheirOrderAndDisabledOnesAreStillKnown() {
    Map<String, String> values = new HashMap<>();
    values.put("accounts", "EU_LIVE, US_TEST,OLD");
    values.put("account.EU_LIVE.mode", "live");
    values.put("account.EU_LIVE.organization", "CompanyEurope");
    values.put("account.US_TEST.mode", "test");
    values.put("account.US_TEST.secret.key", "sk_test_x");
    values.put("account.US_TEST.webhook.secrets", "whsec_new, whsec_old");
    values.put("account.OLD.mode", "test");
    values.put("account.OLD.enabled", "false");
    EmbeddedAccounts accounts = new EmbeddedAccounts(Configuration.of(values));
    assertThat(accounts.all())
        .extracting(GatewayAccount::id)
        .containsExactly("EU_LIVE", "US_TEST", "OLD");
    assertThat(accounts.enabledFor("Company"))
        .extracting(GatewayAccount::id)
        .containsExactly("US_TEST");
    assertThat(accounts.find("OLD")).isPresent();
    assertThat(accounts.find("' no such")).isEmpty();
    GatewayAccount account = accounts.find("US_TEST").orElseThrow();
    assertThat(account.mode()).isEqualTo(Mode.TEST);
    assertThat(account.apiKey().reveal()).isEqualTo("sk_test_x");
    assertThat(account.webhookSecrets())
        .extracting(Secret::reveal)
        .containsExactly("whsec_new", "whsec_old");
    assertThat(account.toString()).doesNotContain("sk_test_x", "whsec");
  }

  @Test
  void anAccountWithoutAModeIsNotGuessed() {
    EmbeddedAccounts accounts = new EmbeddedAccounts(Configuration.of(Map.of("accounts", "X")));
    assertThatIllegalArgumentException()
        .isThrownBy(accounts::all)
        .withMessage("account.X.mode is not set");
  }

  @Test
  void theTrialMakesItsTokenKeyOnceForItsOwnerOnly() throws IOException {
    Configuration none = Configuration.of(Map.of());
    assertThat(EmbeddedTokenKeys.read(none, folder).currentVersion()).isEmpty();
    TokenKeys made = EmbeddedTokenKeys.readOrMake(none, folder);
    assertThat(made.currentVersion()).contains(1L);
    assertThat(made.key(1).orElseThrow()).hasSize(32);
    Path file = folder.resolve(EmbeddedTokenKeys.FILE_NAME);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(EmbeddedTokenKeys.readOrMake(none, folder).key(1))
        .hasValue(made.key(1).orElseThrow());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aTokenKeyThatOthersMayReadIsRefused() throws IOException {
    Path file = folder.resolve(EmbeddedTokenKeys.FILE_NAME);
    Files.writeString(file, "1:" + KEY);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatIllegalStateException()
        .isThrownBy(() -> EmbeddedTokenKeys.read(Configuration.of(Map.of()), folder))
        .withMessageContaining("chmod 600")
        .withMessageNotContaining(KEY);
  }

  @Test
  void aTokenKeyInTheEnvironmentIsUsedAndNoFileIsMade() throws IOException {
    Configuration configuration =
        Configuration.of(
            folder.resolve("none"), Map.of("PAYLINK_TOKEN_KEY", "1:" + KEY + ",2:" + KEY));
    assertThat(EmbeddedTokenKeys.readOrMake(configuration, folder).currentVersion()).contains(2L);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void idsAreUniqueShortAndRepeatableFromASeed() {
    EmbeddedIdentifiers random = EmbeddedIdentifiers.random();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      ids.add(random.next("PaymentLink"));
    }
    assertThat(ids).hasSize(10_000).allMatch(id -> id.matches("[A-Za-z0-9_-]{20}"));
    EmbeddedIdentifiers first = EmbeddedIdentifiers.seeded(7);
    EmbeddedIdentifiers second = EmbeddedIdentifiers.seeded(7);
    assertThat(first.next("PaymentLink")).isEqualTo(second.next("PaymentLink"));
    assertThat(first.next("X")).isNotEqualTo(EmbeddedIdentifiers.seeded(8).next("X"));
  }

  @Test
  void aHostInFilesKeepsItsDataOverARestart() {
    Configuration none = Configuration.of(Map.of());
    EmbeddedHost.Parts parts =
        EmbeddedHost.Parts.of(none, EmbeddedTokenKeys.readOrMake(none, folder));
    try (EmbeddedHost host = EmbeddedHost.open(none, folder, parts)) {
      assertThat(host.loadSampleData()).isTrue();
    }
    try (EmbeddedHost host = EmbeddedHost.open(none, folder, parts)) {
      assertThat(host.loadSampleData()).isFalse();
      assertThat(host.host().tokenKeys().currentVersion()).isEqualTo(Optional.of(1L));
    }
  }
}
