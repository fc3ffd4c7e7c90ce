package org.paylink.account;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.paylink.gateway.Mode;

/**
 * What an administrator enters of a gateway account, and the row it makes. Secrets go in and never
 * come out: an empty one leaves what is there. Mode, provider and organization are fixed once the
 * account exists, because receipts hang on them.
 */
public final class AccountEntry {
  /** How long an older webhook secret stays valid unless said otherwise. */
  public static final int DEFAULT_KEEP_DAYS = 7;

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,20}");
  private static final Pattern ADDRESS =
      Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]{1,200}/?");
  private static final Pattern KEEP_DAYS = Pattern.compile("[1-9]|[1-8][0-9]|90");
  private static final Pattern BLANK = Pattern.compile("\\s");
  private static final int LONGEST_SECRET = 255;
  private static final int LONGEST_CUSTOMER_NAME = 40;

  /** Gateways that only a simulator speaks, so never for live money. */
  private static final Set<String> SIMULATED = Set.of("hosted-form", "approve-capture");

  private static final List<String> DETAILS =
      List.of("accountName", "apiBase", "paymentMethodId", "customerName", "productStoreId");
  private static final List<String> FIXED = List.of("provider", "mode", "organizationPartyId");

  private final Known known;

  /** What the host knows of what is entered. */
  public interface Known {
    /** The providers whose gateways are there, by name. */
    Set<String> providers();

    /** Whether there is such a party; any text may be asked for. */
    boolean isOrganization(String partyId);

    /** Whether an organization has such a payment method; any text may be asked for. */
    boolean isPaymentMethodOf(String paymentMethodId, String organizationPartyId);

    /** Whether such a store sells for an organization; any text may be asked for. */
    boolean isStoreOf(String productStoreId, String organizationPartyId);
  }

  /** What was entered can't be stored; the label says why, at the form's field. */
  public static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String labelKey;
    private final String field;
    private final transient Map<String, String> facts;

    RefusedException(String labelKey, String field, Map<String, String> facts) {
      super(labelKey + " " + field);
      this.labelKey = labelKey;
      this.field = field;
      this.facts = Map.copyOf(facts);
    }

    /** The label that says what was refused, and that nothing was saved. */
    public String labelKey() {
      return labelKey;
    }

    /** The form's field it stands at. */
    public String field() {
      return field;
    }

    /** What the label names; never a secret. */
    public Map<String, String> facts() {
      return facts == null ? Map.of() : facts;
    }
  }

  /** Checked against what a host knows. */
  public AccountEntry(Known known) {
    this.known = known;
  }

  /** The account's id as entered, if it has the shape of one. */
  public static String id(Map<String, String> given) {
    String id = text(given, "gatewayAccountId");
    refuseUnless(ID.matcher(id).matches(), "PaylinkAccount_IdMalformed", "gatewayAccountId");
    return id;
  }

  /**
   * The row to store.
   *
   * @param given what was entered, by field; what isn't in it stays as it is
   * @param before the fields of the row that is stored, absent for a new account
   * @param now from when on an older webhook secret is counted
   * @return fields to store, with null for those to be emptied
   * @throws RefusedException when something can't be stored
   */
  public Map<String, Object> row(
      Map<String, String> given, Optional<Map<String, Object>> before, Instant now) {
    String id = id(given);
    if (before.isPresent() && "Y".equals(given.get("isNew"))) {
      throw new RefusedException(
          "PaylinkAccount_IdTaken", "gatewayAccountId", Map.of("account", id));
    }
    Map<String, Object> row = new HashMap<>(before.orElse(Map.of()));
    row.put("gatewayAccountId", id);
    fixed(given, row, before.isEmpty());
    details(given, row);
    apiKey(given, row);
    webhookSecrets(given, row, now);
    return row;
  }

  private void fixed(Map<String, String> given, Map<String, Object> row, boolean isNew) {
    for (String field : FIXED) {
      String value = text(given, field);
      if (isNew) {
        row.put(field, value);
      } else {
        refuseUnless(
            value.isEmpty() || value.equals(row.get(field)), "PaylinkAccount_Fixed", field);
      }
    }
    refuseUnless(
        known.providers().contains(stored(row, "provider")),
        "PaylinkAccount_ProviderUnknown",
        "provider");
    String mode = stored(row, "mode");
    refuseUnless(
        Arrays.stream(Mode.values()).anyMatch(each -> each.name().equals(mode)),
        "PaylinkAccount_ModeMissing",
        "mode");
    refuseUnless(
        !SIMULATED.contains(stored(row, "provider")) || mode.equals(Mode.TEST.name()),
        "PaylinkAccount_SimulatorLive",
        "mode");
    refuseUnless(
        known.isOrganization(stored(row, "organizationPartyId")),
        "PaylinkAccount_OrganizationUnknown",
        "organizationPartyId");
  }

  private void details(Map<String, String> given, Map<String, Object> row) {
    for (String field : DETAILS) {
      if (given.containsKey(field)) {
        String value = text(given, field);
        row.put(field, value.isEmpty() ? null : value);
      }
    }
    if (given.containsKey("enabled") || row.get("enabled") == null) {
      row.put("enabled", "Y".equals(text(given, "enabled")) ? "Y" : "N");
    }
    refuseUnless(
        !stored(row, "accountName").isEmpty(), "PaylinkAccount_NameMissing", "accountName");
    refuseUnless(
        isAllowedAddress(stored(row, "apiBase"), stored(row, "mode")),
        "PaylinkAccount_ApiAddressRefused",
        "apiBase");
    String method = stored(row, "paymentMethodId");
    refuseUnless(
        method.isEmpty() || known.isPaymentMethodOf(method, stored(row, "organizationPartyId")),
        "PaylinkAccount_PaymentMethodUnknown",
        "paymentMethodId");
    refuseUnless(
        !SIMULATED.contains(stored(row, "provider")) || !stored(row, "apiBase").isEmpty(),
        "PaylinkAccount_SimulatorAddress",
        "apiBase");
    refuseUnless(
        stored(row, "customerName").length() <= LONGEST_CUSTOMER_NAME,
        "PaylinkAccount_CustomerNameTooLong",
        "customerName");
    String store = stored(row, "productStoreId");
    refuseUnless(
        store.isEmpty() || known.isStoreOf(store, stored(row, "organizationPartyId")),
        "PaylinkAccount_StoreUnknown",
        "productStoreId");
  }

  private static void apiKey(Map<String, String> given, Map<String, Object> row) {
    String key = secret(given, "secretKey");
    if (!key.isEmpty()) {
      row.put("secretKey", key);
    }
    refuseUnless(!stored(row, "secretKey").isEmpty(), "PaylinkAccount_ApiKeyMissing", "secretKey");
  }

  /** The gateway goes on signing with the old secret for a while after a new one is made. */
  private static void webhookSecrets(
      Map<String, String> given, Map<String, Object> row, Instant now) {
    if ("Y".equals(text(given, "forgetPrevious"))) {
      row.put("previousWebhookSecret", null);
      row.put("previousSecretUntil", null);
    }
    String keep = text(given, "keepPreviousDays");
    refuseUnless(
        keep.isEmpty() || KEEP_DAYS.matcher(keep).matches(),
        "PaylinkAccount_KeepDaysMalformed",
        "keepPreviousDays");
    String webhook = secret(given, "webhookSecret");
    String present = stored(row, "webhookSecret");
    if (webhook.isEmpty() || webhook.equals(present)) {
      return;
    }
    int days = keep.isEmpty() ? DEFAULT_KEEP_DAYS : Integer.parseInt(keep);
    row.put("previousWebhookSecret", present.isEmpty() ? null : present);
    row.put("previousSecretUntil", present.isEmpty() ? null : now.plus(Duration.ofDays(days)));
    row.put("webhookSecret", webhook);
  }

  private static String secret(Map<String, String> given, String field) {
    String value = text(given, field);
    refuseUnless(
        value.length() <= LONGEST_SECRET && !BLANK.matcher(value).find(),
        "PaylinkAccount_SecretMalformed",
        field);
    return value;
  }

  /** Another address than the provider's own is for simulators, so never for live money. */
  private static boolean isAllowedAddress(String address, String mode) {
    return address.isEmpty()
        || (mode.equals(Mode.TEST.name()) && ADDRESS.matcher(address).matches());
  }

  private static void refuseUnless(boolean allowed, String labelKey, String field) {
    if (!allowed) {
      throw new RefusedException(labelKey, field, Map.of());
    }
  }

  private static String stored(Map<String, Object> row, String field) {
    return row.get(field) instanceof String text ? text : "";
  }

  private static String text(Map<String, String> given, String field) {
    String value = given.get(field);
    return value == null ? "" : value.strip();
  }
}
