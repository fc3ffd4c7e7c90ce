package org.paylink.embedded;

import java.util.Map;
import org.paylink.embedded.books.SampleData;
import org.paylink.simulator.SimulatorOptions;

/** The gateway accounts of the trial: one for each organization, each with its own simulator. */
public enum TrialAccount {
  US("trial-us", SampleData.COMPANY, "Your Company Name Inc", "USD"),
  EUROPE("trial-eu", SampleData.COMPANY_EUROPE, "Your Company Name GmbH", "EUR"),
  JAPAN("trial-jp", SampleData.COMPANY_JAPAN, "Your Company Name KK", "JPY");

  private final String id;
  private final String organizationPartyId;
  private final String merchant;
  private final String currency;

  TrialAccount(String id, String organizationPartyId, String merchant, String currency) {
    this.id = id;
    this.organizationPartyId = organizationPartyId;
    this.merchant = merchant;
    this.currency = currency;
  }

  /** The account's id, which is part of its webhook's address. */
  public String id() {
    return id;
  }

  /** What the payment page calls the payee. */
  public String merchant() {
    return merchant;
  }

  /** What people call it. */
  public String title() {
    return merchant + " (" + currency + ")";
  }

  /** Its settings, by the names {@link EmbeddedAccounts} reads. */
  Map<String, String> settings(String apiBase, String webhookSecret) {
    String prefix = "account." + id + ".";
    return Map.of(
        prefix + "name",
        "Simulated Stripe",
        prefix + "customer.name",
        "card",
        prefix + "mode",
        "test",
        prefix + "organization",
        organizationPartyId,
        prefix + "api.base",
        apiBase,
        prefix + "secret.key",
        SimulatorOptions.DEFAULT_API_KEY,
        prefix + "webhook.secrets",
        webhookSecret);
  }
}
