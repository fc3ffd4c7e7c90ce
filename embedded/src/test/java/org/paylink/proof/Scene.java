package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.paylink.account.Connections;
import org.paylink.gateway.Session;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.ExceptionKind;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentExceptions;
import org.paylink.link.PaymentPosting;
import org.paylink.link.PostingState;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.settlement.PostReceipts;
import org.paylink.settlement.Settle;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/** One world for all tests of a class, calm before each, and what tests look at. */
abstract class Scene {
  static final Money TOTAL = Money.ofMajor("USD", "50.85");
  static World world;

  @BeforeAll
  static void begin() {
    world = World.onDerby("scene", 7);
  }

  @AfterAll
  static void end() {
    world.close();
  }

  @BeforeEach
  void calm() {
    world.simulator.faults().clear();
    world.ledger.trouble(TroubledLedger.Trouble.NONE);
    world.settings.asUsual();
    world.records.up();
  }

  final void notifyOf(SimulatedSession session) {
    world.simulator.deliveries().stream()
        .filter(delivery -> delivery.body.contains(session.id()))
        .forEach(delivery -> assertThat(world.hook(delivery).status()).isEqualTo(200));
    world.paylink.sweeper().sweep();
  }

  final Delivery delivery(SimulatedSession session, String type) {
    return world.simulator.deliveries().stream()
        .filter(d -> d.eventType.equals(type) && d.body.contains(session.id()))
        .findFirst()
        .orElseThrow();
  }

  final Session fetch(SimulatedSession session) throws Exception {
    return new StripeGateway()
        .fetch(world.settings.find(FixedSettings.ACCOUNT).orElseThrow(), session.id());
  }

  final void settle(Session fact) {
    Connections connections =
        new Connections(world.settings, List.of(new StripeGateway()), world.records);
    new Settle(world.host, connections, new PostReceipts(world.host))
        .settle(connections.require(FixedSettings.ACCOUNT), fact, Settle.Bringer.WEBHOOK);
  }

  static Session with(Session session, Session.State state) {
    return new Session(
        session.id(),
        session.attemptId(),
        state,
        Optional.empty(),
        Map.of(),
        session.expiresAt(),
        Optional.empty(),
        session.decline(),
        session.requestId());
  }

  final List<ExceptionKind> open(Issued link) {
    return world.records.unit(
        unit ->
            PaymentExceptions.openOf(unit, link.linkId()).stream()
                .map(PaymentExceptions.PaymentException::kind)
                .toList());
  }

  final List<PostingState> postingStates(Issued link) {
    return world.records.unit(
        unit -> Links.postingsOf(unit, link.linkId()).stream().map(PaymentPosting::state).toList());
  }

  final List<AttemptState> attemptStates(Issued link) {
    return world.records.unit(
        unit -> Links.attemptsOf(unit, link.linkId()).stream().map(PaymentAttempt::state).toList());
  }

  final Lifecycle lifecycle(Issued link) {
    return world.records.unit(u -> Links.find(u, link.linkId()).orElseThrow().lifecycle());
  }

  final Money applied(Issued link) {
    return world.records.unit(
        unit ->
            Links.postingsOf(unit, link.linkId()).stream()
                .map(p -> world.ledger.posted(unit, p.paymentId()).orElseThrow().applied())
                .reduce(Money.zero("USD"), Money::plus));
  }

  final List<String> payments(Issued link) {
    return world.records.unit(
        unit ->
            unit.list(Query.from("BookPayment").equal("paymentLinkId", link.linkId())).stream()
                .map(row -> row.text("paymentId"))
                .toList());
  }

  final Map<String, Object> row(Issued link) {
    return world.records.unit(
        unit -> unit.find("PaymentLink", Links.key(link.linkId())).orElseThrow().fields());
  }

  static String text(WebResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
