package org.paylink.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.paylink.money.Money;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.hosted.ApprovalSimulator;
import org.paylink.simulator.hosted.HostedFormSimulator;
import org.paylink.simulator.hosted.HostedSimulator;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/**
 * A gateway that is not Stripe: one that is posted a form to, or one whose approvals we capture.
 */
record HostedTill(World world, String account, HostedSimulator gateway) implements Till {
  @Override
  public Faults faults() {
    return gateway.faults();
  }

  @Override
  public void tick() {
    gateway.tick();
  }

  @Override
  public Checkout checkout(String id) {
    HostedCheckout checkout = gateway.checkout(id);
    return new Checkout(
        this,
        id,
        checkout.state,
        Money.ofMinor(checkout.currency, checkout.amount),
        checkout.group,
        Instant.ofEpochMilli(checkout.expiresMillis));
  }

  @Override
  public Optional<String> ledTo(WebResponse response) {
    String location = response.headers().getOrDefault("Location", "");
    String page = new String(response.body(), StandardCharsets.UTF_8);
    // Gateways of the same seed give the same tokens, so it matters as well where the form goes.
    boolean goesHere = page.contains("action=\"" + gateway.baseUrl() + "/");
    return gateway.all().stream()
        .filter(
            checkout ->
                location.equals(gateway.baseUrl() + "/checkoutnow/" + checkout.id)
                    || goesHere && page.contains("value=\"" + checkout.token + "\""))
        .map(checkout -> checkout.id)
        .findFirst();
  }

  @Override
  public void pay(String id) {
    if (gateway instanceof ApprovalSimulator approval) {
      approval.approve(id);
    } else {
      ((HostedFormSimulator) gateway).pay(id);
    }
  }

  @Override
  public void paySlowly(String id) {
    if (gateway instanceof ApprovalSimulator approval) {
      approval.approveBankTransfer(id);
    } else {
      ((HostedFormSimulator) gateway).payByBankTransfer(id);
    }
  }

  @Override
  public void decline(String id) {
    gateway.decline(id, "insufficient_funds");
  }

  @Override
  public void bankAnswers(String id, boolean pays) {
    if (pays) {
      gateway.bankPays(id);
    } else {
      gateway.bankRefuses(id);
    }
  }

  @Override
  public void expire(String id) {
    gateway.expireNow(id);
  }

  @Override
  public Map<String, Money> taken(String id) {
    HostedCheckout checkout = gateway.checkout(id);
    if (checkout.state != State.PAID || !checkout.takenSaid) {
      return Map.of();
    }
    Money each = Money.ofMinor(checkout.takenCurrency, checkout.takenAmount);
    return checkout.takings.stream().collect(Collectors.toMap(taking -> taking, taking -> each));
  }

  @Override
  public List<Delivery> deliveries(List<String> linkIds) {
    Set<String> ids =
        gateway.all().stream()
            .filter(checkout -> linkIds.contains(checkout.group))
            .map(checkout -> checkout.id)
            .collect(Collectors.toSet());
    return gateway.deliveries().stream()
        .filter(delivery -> ids.stream().anyMatch(delivery.body::contains))
        .toList();
  }

  @Override
  public WebResponse hook(Delivery delivery) {
    return world.hook(gateway, account, delivery);
  }
}
