package org.paylink.proof;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.gateway.GatewayAccount;
import org.paylink.gateway.Mode;
import org.paylink.gateway.Secret;
import org.paylink.issuing.Issued;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentReceipt;
import org.paylink.link.Subject;
import org.paylink.money.Money;

/** A world whose links can be paid at gateways of all three kinds. */
final class Choices {
  static final String CARD = FixedSettings.ACCOUNT;
  static final String FORM = "FORM_SIM";
  static final String WALLET = "APPROVE_SIM";

  private final World world;

  Choices(World world) {
    this.world = world;
  }

  /** One account of each kind. */
  void setUp() {
    world.settings.accounts(card(), form(), wallet());
  }

  /** The same, and no gateway can notify us. */
  void setUpWithoutWebhooks() {
    world.settings.accounts(untold(card()), untold(form()), untold(wallet()));
  }

  GatewayAccount card() {
    GatewayAccount card = world.settings.account(CARD, World.COMPANY);
    return with(card, card.provider(), card.apiBase(), "card", Optional.empty());
  }

  GatewayAccount form() {
    return at(FORM, "hosted-form", world.form.baseUrl(), "bank transfer");
  }

  GatewayAccount wallet() {
    return at(WALLET, "approve-capture", world.approval.baseUrl(), "wallet");
  }

  /** An account that serves one store alone. */
  GatewayAccount ofStore(GatewayAccount account, String store) {
    return with(
        account, account.provider(), account.apiBase(), account.shownName(), Optional.of(store));
  }

  /** An account whose gateway does not answer. */
  GatewayAccount unreachable(GatewayAccount account) {
    return with(
        account,
        account.provider(),
        Optional.of("http://127.0.0.1:9"),
        account.shownName(),
        Optional.empty());
  }

  /** An account whose key is another one. */
  GatewayAccount withKey(GatewayAccount like, String key) {
    return new GatewayAccount(
        like.id(),
        like.provider(),
        like.name(),
        like.mode(),
        like.organizationPartyId(),
        like.apiBase(),
        Secret.of(key),
        like.webhookSecrets(),
        like.paymentMethodId(),
        like.customerName(),
        like.productStoreId(),
        like.enabled());
  }

  /** A link that offers these accounts. */
  Issued issue(Subject subject, String... accounts) {
    return world.paylink.issue(
        Wish.of(subject).key("choice-" + subject.id()).account(accounts).request(), World.SALES);
  }

  /** The link's attempt that may still bring money, or the newest. */
  PaymentAttempt attempt(Issued link) {
    List<PaymentAttempt> all = world.records.unit(unit -> Links.attemptsOf(unit, link.linkId()));
    return all.stream()
        .filter(attempt -> attempt.state().isLive())
        .findFirst()
        .orElseGet(() -> all.get(all.size() - 1));
  }

  /** The id of that attempt's session. */
  String session(Issued link) {
    return attempt(link).sessionId().orElseThrow();
  }

  /** What was recorded of a link, in US dollars. */
  Money received(Issued link) {
    return world.records.unit(unit -> Links.receiptsOf(unit, link.linkId())).stream()
        .map(PaymentReceipt::amount)
        .reduce(Money.zero("USD"), Money::plus);
  }

  /** Notifies of all that happened at the other gateways, again where it was notified before. */
  void notifyOfAll() {
    world.form.deliveries().forEach(delivery -> world.hook(world.form, FORM, delivery));
    world.approval.deliveries().forEach(delivery -> world.hook(world.approval, WALLET, delivery));
  }

  private GatewayAccount at(String id, String provider, String base, String customerName) {
    GatewayAccount like =
        FixedSettings.account(
            id,
            World.COMPANY,
            base,
            Secret.of(world.form.apiKey()),
            FixedSettings.WEBHOOK_SECRET,
            true);
    return with(like, provider, Optional.of(base), customerName, Optional.empty());
  }

  static GatewayAccount with(
      GatewayAccount like,
      String provider,
      Optional<String> base,
      String customerName,
      Optional<String> store) {
    return new GatewayAccount(
        like.id(),
        provider,
        like.name(),
        Mode.TEST,
        like.organizationPartyId(),
        base,
        like.apiKey(),
        like.webhookSecrets(),
        like.paymentMethodId(),
        Optional.of(customerName),
        store,
        like.enabled());
  }

  private static GatewayAccount untold(GatewayAccount like) {
    return new GatewayAccount(
        like.id(),
        like.provider(),
        like.name(),
        like.mode(),
        like.organizationPartyId(),
        like.apiBase(),
        like.apiKey(),
        List.of(),
        like.paymentMethodId(),
        like.customerName(),
        like.productStoreId(),
        like.enabled());
  }

  /** What was really taken at all gateways, in cents. */
  long taken() {
    Map<String, Long> card = world.simulator.totalCharged();
    return card.getOrDefault("usd", 0L)
        + world.form.totalCharged().getOrDefault("USD", 0L)
        + world.approval.totalCharged().getOrDefault("USD", 0L);
  }
}
