package org.paylink.proof;

import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.SimulatorOptions;
import org.paylink.simulator.StripeSimulator;
import org.paylink.simulator.account.HostedCheckout;
import org.paylink.simulator.hosted.ApprovalSimulator;
import org.paylink.simulator.hosted.HostedFormSimulator;
import org.paylink.simulator.hosted.HostedSimulator;

/** Gateways of all three kinds for processes to share. They notify nobody by themselves. */
record GatewaysOnTheWire(StripeSimulator card, HostedFormSimulator form, ApprovalSimulator wallet)
    implements AutoCloseable {
  private static final String NOWHERE = "http://127.0.0.1:9/never-called";

  static GatewaysOnTheWire start(InstantSource clock) throws IOException {
    SimulatorOptions options = SimulatorOptions.forTests(clock, 3);
    GatewaysOnTheWire all =
        new GatewaysOnTheWire(
            StripeSimulator.start(options),
            HostedFormSimulator.start(options),
            ApprovalSimulator.start(options));
    all.form.webhook(NOWHERE, FixedSettings.WEBHOOK_SECRET.reveal());
    all.wallet.webhook(NOWHERE, FixedSettings.WEBHOOK_SECRET.reveal());
    // A second capture under another key would be a second taking.
    all.wallet.takeAgainUnderOtherKeys();
    return all;
  }

  GatewayAddresses addresses() {
    return new GatewayAddresses(card.baseUrl(), form.baseUrl(), wallet.baseUrl(), card.apiKey());
  }

  /** What the gateway that is posted a form to has to say about a link, all of it each time. */
  List<Flow.Letter> letters(String linkId) {
    List<String> pages = of(form, linkId).map(checkout -> checkout.id).toList();
    return form.deliveries().stream()
        .filter(delivery -> pages.stream().anyMatch(delivery.body::contains))
        .map(delivery -> new Flow.Letter(form.headers(delivery), delivery.body))
        .toList();
  }

  /** How far the checkouts of links are, and each time that money was taken in them. */
  List<String> testify(List<String> linkIds) {
    List<String> facts = new ArrayList<>();
    for (String linkId : linkIds) {
      card.sessions().stream()
          .filter(session -> linkId.equals(session.metadata().get("paylink_link")))
          .forEach(session -> testify(facts, session));
      Stream.concat(of(form, linkId), of(wallet, linkId))
          .forEach(checkout -> testify(facts, checkout));
    }
    return facts;
  }

  private static void testify(List<String> facts, SimulatedSession session) {
    facts.add("session " + session.status());
    if (session.paymentStatus().equals("paid")) {
      facts.add("taking " + session.amountTotal().orElse(0));
    }
  }

  private static void testify(List<String> facts, HostedCheckout checkout) {
    facts.add("checkout " + checkout.state);
    checkout.takings.forEach(taking -> facts.add("taking " + checkout.takenAmount));
  }

  private static Stream<HostedCheckout> of(HostedSimulator gateway, String linkId) {
    return gateway.all().stream().filter(checkout -> checkout.group.equals(linkId));
  }

  @Override
  public void close() {
    card.close();
    form.close();
    wallet.close();
  }
}
