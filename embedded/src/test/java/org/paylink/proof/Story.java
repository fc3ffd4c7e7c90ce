package org.paylink.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/**
 * What happens to one document: calls of people, customers and gateways, and faults, in any order.
 */
final class Story {
  /** One thing that happens. */
  enum Event {
    ISSUE,
    ISSUE_PART_BESIDES,
    REPLACE,
    OPEN_PAGE,
    PRESS_PAY,
    PAY,
    DECLINE,
    PAY_BY_DEBIT,
    DEBIT_SUCCEEDS,
    DEBIT_FAILS,
    SESSION_EXPIRES,
    ONE_HOOK,
    ALL_HOOKS_AGAIN,
    COME_BACK,
    SWEEP,
    CANCEL,
    CHECK_NOW,
    CONFIRM_BY_HAND,
    CONFIRM_A_PART_BY_HAND,
    UNDO_CONFIRMATION,
    HALF_AN_HOUR_PASSES,
    A_WEEK_PASSES,
    PAID_OTHERWISE,
    LEDGER_REFUSES,
    LEDGER_BREAKS,
    LEDGER_IS_MENDED,
    GATEWAY_FAILS,
    GATEWAY_LOSES_AN_ANSWER,
    GATEWAY_IS_BUSY,
    GATEWAY_TAKES_ANOTHER_AMOUNT,
    GATEWAY_TAKES_ANOTHER_CURRENCY,
    GATEWAY_SAYS_NO_AMOUNT
  }

  private static final Set<Integer> ANSWERS = Set.of(200, 303, 404, 409, 410, 503);

  final World world;
  final Subject subject;
  final Money total;
  final List<Issued> links = new ArrayList<>();
  final Set<String> shownSessions = new HashSet<>();
  final ByHand byHand;
  boolean paidOtherwise;
  boolean strangeMoney;
  private final Random random;
  private int wishes;

  Story(World world, Subject subject, Money total, long seed) {
    this.world = world;
    this.subject = subject;
    this.total = total;
    this.random = new Random(seed);
    this.byHand = new ByHand(this, new Random(seed + 1));
  }

  void happens(Event event) {
    switch (event) {
      case ISSUE -> issue(Optional.empty(), false, false);
      case ISSUE_PART_BESIDES -> issue(Optional.of(part()), false, true);
      case REPLACE -> issue(Optional.empty(), true, false);
      case OPEN_PAGE -> anyLink().ifPresent(link -> answered(world.get(link.url())));
      case PRESS_PAY -> anyLink().ifPresent(this::pressPay);
      case COME_BACK -> anyAttempt().ifPresent(this::comeBack);
      case SWEEP -> world.paylink.sweeper().sweep();
      case CANCEL -> anyLink().ifPresent(this::cancel);
      case CHECK_NOW ->
          anyLink().ifPresent(link -> world.paylink.checkNow(link.linkId(), World.SALES));
      case CONFIRM_BY_HAND -> anyLink().ifPresent(link -> byHand.confirm(link, Optional.empty()));
      case CONFIRM_A_PART_BY_HAND ->
          anyLink().ifPresent(link -> byHand.confirm(link, Optional.of(part())));
      case UNDO_CONFIRMATION -> byHand.undo();
      case HALF_AN_HOUR_PASSES -> pass(Duration.ofMinutes(32));
      case A_WEEK_PASSES -> pass(Duration.ofDays(8));
      case PAID_OTHERWISE -> payOtherwise();
      case ONE_HOOK -> any(deliveries()).ifPresent(delivery -> answered(world.hook(delivery)));
      case ALL_HOOKS_AGAIN -> deliveries().forEach(delivery -> answered(world.hook(delivery)));
      default -> atTheGateway(event);
    }
  }

  private void atTheGateway(Event event) {
    switch (event) {
      case PAY -> onSession("open", world.simulator::pay);
      case DECLINE -> onSession("open", id -> world.simulator.decline(id, "insufficient_funds"));
      case PAY_BY_DEBIT -> onSession("open", world.simulator::payByBankDebit);
      case DEBIT_SUCCEEDS -> onDebit(world.simulator::bankDebitSucceeds);
      case DEBIT_FAILS -> onDebit(world.simulator::bankDebitFails);
      case SESSION_EXPIRES -> onSession("open", world.simulator::expireNow);
      case LEDGER_REFUSES -> world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
      case LEDGER_BREAKS -> world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
      case LEDGER_IS_MENDED -> world.ledger.trouble(TroubledLedger.Trouble.NONE);
      case GATEWAY_FAILS -> world.simulator.faults().serverError(anyOperation(), 1);
      case GATEWAY_LOSES_AN_ANSWER -> world.simulator.faults().loseAnswer(anyOperation(), 1);
      case GATEWAY_IS_BUSY ->
          world.simulator.faults().rateLimit(anyOperation(), 1, Duration.ofSeconds(7));
      default -> strangeMoney(event);
    }
  }

  private void strangeMoney(Event event) {
    strangeMoney = true;
    switch (event) {
      case GATEWAY_TAKES_ANOTHER_AMOUNT -> world.simulator.faults().nextPaymentTakes(123);
      case GATEWAY_TAKES_ANOTHER_CURRENCY -> world.simulator.faults().nextPaymentInCurrency("eur");
      case GATEWAY_SAYS_NO_AMOUNT -> world.simulator.faults().nextPaymentWithoutAmount();
      default -> throw new IllegalArgumentException(event.name());
    }
  }

  /** Sessions of this document's links that a customer was sent to. */
  List<SimulatedSession> sessions() {
    return world.simulator.sessions().stream()
        .filter(session -> shownSessions.contains(session.id()))
        .toList();
  }

  private void issue(Optional<String> amount, boolean replace, boolean additional) {
    IssueRequest all = World.wish(subject, "wish-" + subject.id() + "-" + ++wishes);
    try {
      links.add(
          world.paylink.issue(
              new IssueRequest(
                  all.requestKey(),
                  all.type(),
                  all.subjectId(),
                  all.organizationPartyId(),
                  amount,
                  all.currency(),
                  all.purpose(),
                  all.validityDays(),
                  all.gatewayAccountIds(),
                  replace,
                  additional,
                  all.localeTag(),
                  all.source()),
              World.SALES));
    } catch (PaylinkException e) {
      if (e.problem().kind() != Problem.Kind.USER) {
        throw e;
      }
    }
  }

  private String part() {
    return Money.ofMinor(total.currency(), 100 + random.nextInt((int) total.minor()))
        .major()
        .toPlainString();
  }

  private void pressPay(Issued link) {
    WebResponse response = answered(world.pressPay(link.url()));
    if (response.status() == 303) {
      String location = response.headers().get("Location");
      world.simulator.sessions().stream()
          .filter(session -> session.url().filter(location::equals).isPresent())
          .forEach(session -> shownSessions.add(session.id()));
    }
  }

  private void comeBack(PaymentAttempt attempt) {
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    String handle = LinkTokens.returnHandle(key, attempt.id());
    answered(world.get("/pay/return/" + handle + (random.nextBoolean() ? "" : "?left=1")));
  }

  private void cancel(Issued link) {
    try {
      world.paylink.cancel(link.linkId(), Optional.of("because"), World.SALES);
    } catch (PaylinkException e) {
      if (e.problem() != Problem.LINK_ALREADY_CLOSED) {
        throw e;
      }
    }
  }

  private void payOtherwise() {
    paidOtherwise = true;
    world.records.run(unit -> world.books.receive(unit, subject, Money.ofMinor("USD", 300), true));
  }

  private void pass(Duration time) {
    world.clock.advance(time);
    world.simulator.tick();
  }

  private void onSession(String status, java.util.function.Consumer<String> action) {
    any(sessions().stream().filter(session -> session.status().equals(status)).toList())
        .ifPresent(session -> action.accept(session.id()));
  }

  private void onDebit(java.util.function.Consumer<String> action) {
    any(sessions().stream().filter(s -> world.simulator.isProcessing(s.id())).toList())
        .ifPresent(session -> action.accept(session.id()));
  }

  private List<Delivery> deliveries() {
    return world.simulator.deliveries().stream()
        .filter(d -> links.stream().anyMatch(link -> d.body.contains(link.linkId())))
        .toList();
  }

  private Optional<Issued> anyLink() {
    return any(links);
  }

  private Optional<PaymentAttempt> anyAttempt() {
    return anyLink()
        .map(link -> world.records.unit(unit -> Links.attemptsOf(unit, link.linkId())))
        .flatMap(this::any);
  }

  private ApiOperation anyOperation() {
    ApiOperation[] all = ApiOperation.values();
    return all[random.nextInt(all.length)];
  }

  private <T> Optional<T> any(List<T> list) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  private static WebResponse answered(WebResponse response) {
    if (!ANSWERS.contains(response.status())) {
      throw new AssertionError("answered " + response.status());
    }
    return response;
  }
}
