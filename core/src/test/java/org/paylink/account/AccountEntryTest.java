package org.paylink.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.page.Labels;

/** What may be entered of a gateway account, and what becomes of its secrets. */
class AccountEntryTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private final AccountEntry entry = new AccountEntry(new Sample());

  @Test
  void aNewAccountIsStoredAsEntered() {
    Map<String, Object> row = entry.row(given(), Optional.empty(), NOW);
    assertThat(row)
        .containsEntry("gatewayAccountId", "CARDS")
        .containsEntry("provider", "stripe")
        .containsEntry("mode", "TEST")
        .containsEntry("organizationPartyId", "Company")
        .containsEntry("accountName", "Cards")
        .containsEntry("secretKey", "sk_test_1")
        .containsEntry("enabled", "Y");
    assertThat(row.get("webhookSecret")).as("it may be polled alone").isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "gatewayAccountId, '', PaylinkAccount_IdMalformed",
    "gatewayAccountId, ../x, PaylinkAccount_IdMalformed",
    "gatewayAccountId, ABCDEFGHIJKLMNOPQRSTU, PaylinkAccount_IdMalformed",
    "provider, '', PaylinkAccount_ProviderUnknown",
    "provider, other, PaylinkAccount_ProviderUnknown",
    "mode, '', PaylinkAccount_ModeMissing",
    "mode, test, PaylinkAccount_ModeMissing",
    "organizationPartyId, Nobody, PaylinkAccount_OrganizationUnknown",
    "accountName, '  ', PaylinkAccount_NameMissing",
    "apiBase, ftp://127.0.0.1, PaylinkAccount_ApiAddressRefused",
    "apiBase, http://127.0.0.1/v1?x=1, PaylinkAccount_ApiAddressRefused",
    "paymentMethodId, OF_ANOTHER, PaylinkAccount_PaymentMethodUnknown",
    "secretKey, '', PaylinkAccount_ApiKeyMissing",
    "secretKey, two words, PaylinkAccount_SecretMalformed",
    "webhookSecret, two words, PaylinkAccount_SecretMalformed",
    "keepPreviousDays, 0, PaylinkAccount_KeepDaysMalformed",
    "keepPreviousDays, 91, PaylinkAccount_KeepDaysMalformed",
    "keepPreviousDays, week, PaylinkAccount_KeepDaysMalformed",
    "productStoreId, OTHER, PaylinkAccount_StoreUnknown",
    "customerName, a name of more than forty characters for customers, PaylinkAccount_CustomerNameTooLong"
  })
  void whatMakesNoSenseIsRefusedAtItsField(String field, String value, String label) {
    AccountEntry.RefusedException refusal = refused(with(field, value), Optional.empty());
    assertThat(refusal.labelKey()).isEqualTo(label);
    assertThat(refusal.field()).isEqualTo(field);
    String said = Labels.load().text(refusal.labelKey(), Locale.ENGLISH, refusal.facts());
    assertThat(said).contains("Nothing was saved");
  }

  @Test
  void anotherAddressIsForTestAccountsAlone() {
    Map<String, String> live = with("mode", "LIVE");
    live.put("apiBase", "http://127.0.0.1:12111");
    assertThat(refused(live, Optional.empty()).labelKey())
        .isEqualTo("PaylinkAccount_ApiAddressRefused");
    Map<String, String> test = with("apiBase", "http://127.0.0.1:12111");
    assertThat(entry.row(test, Optional.empty(), NOW))
        .containsEntry("apiBase", "http://127.0.0.1:12111");
  }

  @ParameterizedTest
  @ValueSource(strings = {"provider", "mode", "organizationPartyId"})
  void whatReceiptsHangOnIsFixed(String field) {
    Optional<Map<String, Object>> before = Optional.of(stored());
    assertThat(refused(with(field, "LIVE"), before).labelKey()).isEqualTo("PaylinkAccount_Fixed");
    assertThat(entry.row(Map.of("gatewayAccountId", "CARDS"), before, NOW).get(field))
        .isEqualTo(stored().get(field));
  }

  @Test
  void anIdThatIsTakenIsNotAddedOnceMore() {
    AccountEntry.RefusedException refusal = refused(with("isNew", "Y"), Optional.of(stored()));
    assertThat(refusal.labelKey()).isEqualTo("PaylinkAccount_IdTaken");
    assertThat(refusal.facts()).containsEntry("account", "CARDS");
  }

  @Test
  void whatIsNotGivenStaysAndAnEmptySecretLeavesTheOneThereIs() {
    Map<String, String> given = new HashMap<>(Map.of("gatewayAccountId", "CARDS"));
    given.put("secretKey", "");
    given.put("webhookSecret", " ");
    given.put("enabled", "N");
    Map<String, Object> row = entry.row(given, Optional.of(stored()), NOW);
    assertThat(row).containsEntry("enabled", "N").containsEntry("accountName", "Cards");
    assertThat(row).containsEntry("secretKey", "sk_test_1");
    assertThat(row).containsEntry("webhookSecret", "whsec_1");
  }

  @Test
  void anOldWebhookSecretStaysValidForAWeekUnlessSaidOtherwise() {
    Map<String, Object> row = rotated("whsec_2", "");
    assertThat(row).containsEntry("webhookSecret", "whsec_2");
    assertThat(row).containsEntry("previousWebhookSecret", "whsec_1");
    assertThat(row).containsEntry("previousSecretUntil", NOW.plus(Duration.ofDays(7)));
    assertThat(rotated("whsec_2", "30"))
        .containsEntry("previousSecretUntil", NOW.plus(Duration.ofDays(30)));
  }

  @Test
  void theSameSecretOnceMoreIsNoRotation() {
    assertThat(rotated("whsec_1", "").get("previousWebhookSecret")).isNull();
  }

  @Test
  void theFirstSecretHasNoPredecessor() {
    Map<String, Object> before = stored();
    before.remove("webhookSecret");
    Map<String, String> given = Map.of("gatewayAccountId", "CARDS", "webhookSecret", "whsec_1");
    Map<String, Object> row = entry.row(given, Optional.of(before), NOW);
    assertThat(row).containsEntry("webhookSecret", "whsec_1");
    assertThat(row.get("previousWebhookSecret")).isNull();
    assertThat(row.get("previousSecretUntil")).isNull();
  }

  @Test
  void theOldSecretIsForgottenOnRequest() {
    Map<String, Object> before = rotated("whsec_2", "");
    Map<String, String> forget = Map.of("gatewayAccountId", "CARDS", "forgetPrevious", "Y");
    Map<String, Object> row = entry.row(forget, Optional.of(before), NOW);
    assertThat(row).containsEntry("webhookSecret", "whsec_2");
    assertThat(row.get("previousWebhookSecret")).isNull();
    assertThat(row.get("previousSecretUntil")).isNull();
  }

  @Test
  void aRefusalNamesNoSecret() {
    AccountEntry.RefusedException refusal =
        refused(with("webhookSecret", "whsec_ a secret"), Optional.empty());
    assertThat(refusal.getMessage() + refusal.facts()).doesNotContain("a secret");
  }

  @Test
  void anOlderSecretIsBelievedUntilItsTimeIsOver() {
    assertThat(WebhookSetup.isStillValid(Optional.empty(), NOW)).isTrue();
    assertThat(WebhookSetup.isStillValid(Optional.of(NOW.plusMillis(1)), NOW)).isTrue();
    assertThat(WebhookSetup.isStillValid(Optional.of(NOW), NOW)).isFalse();
  }

  private Map<String, Object> rotated(String secret, String days) {
    Map<String, String> given = new HashMap<>(Map.of("gatewayAccountId", "CARDS"));
    given.put("webhookSecret", secret);
    given.put("keepPreviousDays", days);
    return entry.row(given, Optional.of(stored()), NOW);
  }

  private AccountEntry.RefusedException refused(
      Map<String, String> given, Optional<Map<String, Object>> before) {
    return catchThrowableOfType(
        AccountEntry.RefusedException.class, () -> entry.row(given, before, NOW));
  }

  private Map<String, Object> stored() {
    Map<String, Object> row = entry.row(given(), Optional.empty(), NOW);
    row.put("webhookSecret", "whsec_1");
    return row;
  }

  private static Map<String, String> with(String field, String value) {
    Map<String, String> given = given();
    given.put(field, value);
    return given;
  }

  private static Map<String, String> given() {
    return new HashMap<>(
        Map.of(
            "gatewayAccountId", "CARDS",
            "provider", "stripe",
            "mode", "TEST",
            "organizationPartyId", "Company",
            "accountName", " Cards ",
            "secretKey", "sk_test_1",
            "enabled", "Y"));
  }

  @Test
  void aGatewayOfTheSimulatorIsForTestMoneyAtTheSimulatorsAddress() {
    Map<String, String> given = with("provider", "hosted-form");
    assertThat(refused(given, Optional.empty()).labelKey())
        .isEqualTo("PaylinkAccount_SimulatorAddress");
    given.put("mode", "LIVE");
    assertThat(refused(given, Optional.empty()).labelKey())
        .isEqualTo("PaylinkAccount_SimulatorLive");
  }

  private static final class Sample implements AccountEntry.Known {
    @Override
    public Set<String> providers() {
      return Set.of("stripe", "hosted-form");
    }

    @Override
    public boolean isOrganization(String partyId) {
      return partyId.equals("Company");
    }

    @Override
    public boolean isPaymentMethodOf(String paymentMethodId, String organizationPartyId) {
      return paymentMethodId.equals("EXT_CARDS") && organizationPartyId.equals("Company");
    }

    @Override
    public boolean isStoreOf(String productStoreId, String organizationPartyId) {
      return productStoreId.equals("9000") && organizationPartyId.equals("Company");
    }
  }
}
