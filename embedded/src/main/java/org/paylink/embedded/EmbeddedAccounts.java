package org.paylink.embedded;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.embedded.books.SampleData;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Secret;
import org.paylink.host.GatewayAccounts;

/**
 * Gateway accounts from the configuration. {@code accounts} lists their ids, separated by commas,
 * in the order they are offered; then, for each id:
 *
 * <ul>
 *   <li>{@code account.<id>.mode}: {@code test} or {@code live}; must be set
 *   <li>{@code account.<id>.secret.key} and {@code account.<id>.webhook.secrets} (several separated
 *       by commas while one is being rotated); better in the environment, as {@code
 *       PAYLINK_ACCOUNT_<ID>_SECRET_KEY}, than in the file
 *   <li>{@code account.<id>.provider} (stripe), {@code .name} (the id), {@code .organization}
 *       (Company), {@code .api.base} (the provider's own), {@code .payment.method}, {@code
 *       .customer.name} (the name), {@code .product.store} (all), {@code .enabled} (true)
 * </ul>
 */
public final class EmbeddedAccounts implements GatewayAccounts {
  private static final String ID = "[A-Za-z0-9_-]{1,20}";

  private final Configuration configuration;

  /** Accounts read from the configuration at each use. */
  public EmbeddedAccounts(Configuration configuration) {
    this.configuration = configuration;
  }

  @Override
  public Optional<GatewayAccount> find(String gatewayAccountId) {
    return ids().filter(id -> id.equals(gatewayAccountId)).map(this::account).findFirst();
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
    return ids().map(this::account).toList();
  }

  private Stream<String> ids() {
    return list(configuration.get("accounts")).peek(EmbeddedAccounts::requireId).distinct();
  }

  private GatewayAccount account(String id) {
    return new GatewayAccount(
        id,
        get(id, "provider").orElse("stripe"),
        get(id, "name").orElse(id),
        mode(id),
        get(id, "organization").orElse(SampleData.COMPANY),
        get(id, "api.base"),
        Secret.of(get(id, "secret.key").orElse("")),
        list(get(id, "webhook.secrets")).map(Secret::of).toList(),
        get(id, "payment.method"),
        get(id, "customer.name"),
        get(id, "product.store"),
        get(id, "enabled").map(Boolean::parseBoolean).orElse(true));
  }

  private Mode mode(String id) {
    String mode =
        get(id, "mode")
            .orElseThrow(() -> new IllegalArgumentException("account." + id + ".mode is not set"));
    return Mode.valueOf(mode.toUpperCase(Locale.ROOT));
  }

  private Optional<String> get(String id, String name) {
    return configuration.get("account." + id + "." + name);
  }

  private static Stream<String> list(Optional<String> commaSeparated) {
    return commaSeparated.stream()
        .flatMap(text -> Stream.of(text.split(",", -1)))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static void requireId(String id) {
    if (!id.matches(ID)) {
      throw new IllegalArgumentException("an account's id must match " + ID);
    }
  }
}
