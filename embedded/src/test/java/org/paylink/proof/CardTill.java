package org.paylink.proof;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.money.Money;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** The gateway that customers are redirected to. */
record CardTill(World world) implements Till {
  private StripeSimulator gateway() {
    return world.simulator;
  }

  @Override
  public String account() {
    return Choices.CARD;
  }

  @Override
  public Faults faults() {
    return gateway().faults();
  }

  @Override
  public void tick() {
    gateway().tick();
  }

  @Override
  public Checkout checkout(String id) {
    SimulatedSession session = gateway().session(id).orElseThrow();
    Money asked =
        Money.ofMinor(session.currency().toUpperCase(Locale.ROOT), session.amountTotal().orElse(0));
    return new Checkout(
        this,
        id,
        state(session),
        asked,
        session.metadata().get("paylink_link"),
        Instant.ofEpochSecond(session.expiresAtSecond()));
  }

  private State state(SimulatedSession session) {
    if (!session.status().equals("complete")) {
      return session.status().equals("open") ? State.OPEN : State.CLOSED;
    }
    if (session.paymentStatus().equals("paid")) {
      return State.PAID;
    }
    return gateway().isProcessing(session.id()) ? State.PENDING : State.FAILED;
  }

  @Override
  public Optional<String> ledTo(WebResponse response) {
    String page = gateway().baseUrl() + "/c/pay/";
    return Optional.ofNullable(response.headers().get("Location"))
        .filter(location -> location.startsWith(page))
        .map(location -> location.substring(page.length()));
  }

  @Override
  public void pay(String id) {
    gateway().pay(id);
  }

  @Override
  public void paySlowly(String id) {
    gateway().payByBankDebit(id);
  }

  @Override
  public void decline(String id) {
    gateway().decline(id, "insufficient_funds");
  }

  @Override
  public void bankAnswers(String id, boolean pays) {
    if (pays) {
      gateway().bankDebitSucceeds(id);
    } else {
      gateway().bankDebitFails(id);
    }
  }

  @Override
  public void expire(String id) {
    gateway().expireNow(id);
  }

  @Override
  public Map<String, Money> taken(String id) {
    SimulatedSession session = gateway().session(id).orElseThrow();
    return Gatewayside.taken(gateway(), session)
        .map(money -> Map.of(session.paymentIntentId().orElseThrow(), money))
        .orElse(Map.of());
  }

  @Override
  public List<Delivery> deliveries(List<String> linkIds) {
    return gateway().deliveries().stream()
        .filter(delivery -> linkIds.stream().anyMatch(delivery.body::contains))
        .toList();
  }

  @Override
  public WebResponse hook(Delivery delivery) {
    return world.hook(delivery);
  }
}
