package org.paylink.embedded;

import java.io.IOException;
import java.util.Map;
import org.paylink.embedded.books.SampleData;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.hosted.ApprovalSimulator;
import org.paylink.simulator.hosted.HostedFormSimulator;
import org.paylink.simulator.hosted.HostedSimulator;

/** Further ways to pay in the trial, of the other kinds of gateway; all of one organization. */
public enum TrialChoice {
  FORM("trial-us-form", "hosted-form", "Simulated form", "bank transfer") {
    @Override
    HostedSimulator start(SimulatorOptions options) throws IOException {
      return HostedFormSimulator.start(options);
    }
  },
  APPROVAL("trial-us-approve", "approve-capture", "Simulated wallet", "wallet") {
    @Override
    HostedSimulator start(SimulatorOptions options) throws IOException {
      return ApprovalSimulator.start(options);
    }
  };

  private final String id;
  private final String provider;
  private final String accountName;
  private final String customerName;

  TrialChoice(String id, String provider, String accountName, String customerName) {
    this.id = id;
    this.provider = provider;
    this.accountName = accountName;
    this.customerName = customerName;
  }

  /** The account's id, which is part of its webhook's address. */
  public String id() {
    return id;
  }

  /** What people call it. */
  public String title() {
    return accountName + " (USD)";
  }

  /** How far its simulator's port is from the host's. */
  int portOffset() {
    return 1 + TrialAccount.values().length + ordinal();
  }

  abstract HostedSimulator start(SimulatorOptions options) throws IOException;

  /** Its settings, by the names {@link EmbeddedAccounts} reads. */
  Map<String, String> settings(String apiBase, String webhookSecret) {
    String prefix = "account." + id + ".";
    return Map.of(
        prefix + "provider",
        provider,
        prefix + "name",
        accountName,
        prefix + "customer.name",
        customerName,
        prefix + "mode",
        "test",
        prefix + "organization",
        SampleData.COMPANY,
        prefix + "api.base",
        apiBase,
        prefix + "secret.key",
        SimulatorOptions.DEFAULT_API_KEY,
        prefix + "webhook.secrets",
        webhookSecret);
  }
}
