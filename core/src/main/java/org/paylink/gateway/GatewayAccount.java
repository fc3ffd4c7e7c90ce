package org.paylink.gateway;

import java.util.List;
import java.util.Optional;

/**
 * One account at a gateway, with what is needed to talk to it.
 *
 * @param id our id of the account, at most 20 characters of {@code A-Za-z0-9_-}; part of the
 *     webhook's URL
 * @param provider the gateway's name, such as {@code stripe}
 * @param name what people call the account
 * @param mode test or live money
 * @param organizationPartyId the organization whose money it is
 * @param apiBase where the API answers instead of the provider's own address (a simulator), if
 *     anywhere
 * @param apiKey the key for calls
 * @param webhookSecrets secrets a notification may be signed with, the newest first; several while
 *     one is being rotated
 * @param paymentMethodId the host's payment method that payments of this account are posted with,
 *     if it has one
 * @param customerName what customers know the way to pay by, such as {@code bank transfer}; absent
 *     means the account's name
 * @param productStoreId the only store whose documents it takes money for; absent means all of the
 *     organization
 * @param enabled whether new links may use it; notifications of a disabled account are still
 *     accepted
 */
public record GatewayAccount(
    String id,
    String provider,
    String name,
    Mode mode,
    String organizationPartyId,
    Optional<String> apiBase,
    Secret apiKey,
    List<Secret> webhookSecrets,
    Optional<String> paymentMethodId,
    Optional<String> customerName,
    Optional<String> productStoreId,
    boolean enabled) {

  /** The same account, except that its notifications may be signed with these secrets alone. */
  public GatewayAccount withWebhookSecrets(List<Secret> secrets) {
    return new GatewayAccount(
        id,
        provider,
        name,
        mode,
        organizationPartyId,
        apiBase,
        apiKey,
        secrets,
        paymentMethodId,
        customerName,
        productStoreId,
        enabled);
  }

  /** Copies the list. */
  public GatewayAccount {
    webhookSecrets = List.copyOf(webhookSecrets);
  }

  /** What customers know the way to pay by. */
  public String shownName() {
    return customerName.orElse(name);
  }

  /** Whether it takes money for documents of this store, or of none. */
  public boolean serves(Optional<String> store) {
    return productStoreId.isEmpty() || productStoreId.equals(store);
  }

  /**
   * Whether the gateway can't notify us, so that payments are found by asking for them alone. That
   * works, only slower.
   */
  public boolean isPolledOnly() {
    return webhookSecrets.isEmpty();
  }
}
