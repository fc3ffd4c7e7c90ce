package org.paylink.proof;

import java.util.List;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Secret;

/** Where the three gateways answer, for processes that have nothing else in common. */
record GatewayAddresses(String card, String form, String wallet, String key) {

  static GatewayAddresses of(List<String> arguments) {
    return new GatewayAddresses(
        arguments.get(0), arguments.get(1), arguments.get(2), arguments.get(3));
  }

  List<String> arguments() {
    return List.of(card, form, wallet, key);
  }

  /** Settings with one account at each. */
  FixedSettings settings(String nodeName) {
    FixedSettings settings = new FixedSettings(card, key, nodeName);
    settings.accounts(
        settings.account(Choices.CARD, World.COMPANY),
        account(Choices.FORM, "hosted-form", form),
        account(Choices.WALLET, "approve-capture", wallet));
    return settings;
  }

  private GatewayAccount account(String id, String provider, String base) {
    GatewayAccount like =
        FixedSettings.account(
            id, World.COMPANY, base, Secret.of(key), FixedSettings.WEBHOOK_SECRET, true);
    return Choices.with(like, provider, Optional.of(base), id, Optional.empty());
  }
}
