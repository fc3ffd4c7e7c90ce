package org.paylink.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.paylink.issuing.Issued;
import org.paylink.simulator.account.HostedCheckout.State;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.simulator.fault.Faults;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebResponse;

/**
 * The customer of a story at the gateways, and what the gateways do by themselves: answer, notify,
 * fail, and take what nobody asked for.
 */
final class Customer {
  final List<Till> tills;
  boolean strangeMoney;
  private final Story story;
  private final Random random;
  private final Map<String, Till> shown = new LinkedHashMap<>();

  Customer(Story story, Random random) {
    this.story = story;
    this.random = random;
    World world = story.world;
    tills =
        List.of(
            new CardTill(world),
            new HostedTill(world, Choices.FORM, world.form),
            new HostedTill(world, Choices.WALLET, world.approval));
  }

  /** The checkouts the customer was sent to, as they are now, in that order. */
  List<Till.Checkout> checkouts() {
    List<Till.Checkout> all = new ArrayList<>();
    shown.forEach((key, till) -> all.add(till.checkout(key.substring(key.indexOf('/') + 1))));
    return all;
  }

  /** The checkouts of approvals that nobody has captured or given up. */
  List<Till.Checkout> approved() {
    return checkouts().stream().filter(checkout -> checkout.state() == State.APPROVED).toList();
  }

  /** The answer to pressing *Pay*. */
  void isLedTo(WebResponse response) {
    for (Till till : tills) {
      // Ids are unique at their gateway alone, and seeded alike they do meet.
      till.ledTo(response).ifPresent(id -> shown.put(till.account() + "/" + id, till));
    }
  }

  void happens(Story.Event event) {
    switch (event) {
      case PAY -> at(Set.of(State.OPEN), c -> c.till().pay(c.id()));
      case DECLINE -> at(Set.of(State.OPEN), c -> c.till().decline(c.id()));
      case PAY_SLOWLY -> at(Set.of(State.OPEN), c -> c.till().paySlowly(c.id()));
      case BANK_PAYS -> at(Set.of(State.PENDING), c -> c.till().bankAnswers(c.id(), true));
      case BANK_REFUSES -> at(Set.of(State.PENDING), c -> c.till().bankAnswers(c.id(), false));
      case SESSION_EXPIRES -> expire();
      case ONE_HOOK -> Story.any(hooks(), random).ifPresent(Runnable::run);
      case ALL_HOOKS_AGAIN -> hooks().forEach(Runnable::run);
      case ALL_HOOKS_BACKWARDS -> {
        List<Runnable> all = new ArrayList<>(hooks());
        Collections.reverse(all);
        all.forEach(Runnable::run);
      }
      case GATEWAY_FAILS -> anyFaults().serverError(anyOperation(), 1);
      case GATEWAY_LOSES_AN_ANSWER -> anyFaults().loseAnswer(anyOperation(), 1);
      case GATEWAY_IS_BUSY -> anyFaults().rateLimit(anyOperation(), 1, Duration.ofSeconds(7));
      case CAPTURE_LOSES_ITS_ANSWER ->
          story.world.approval.faults().loseAnswer(ApiOperation.CAPTURE, 1);
      case GATEWAY_TAKES_ANOTHER_AMOUNT -> strangeMoney(faults -> faults.nextPaymentTakes(123));
      case GATEWAY_TAKES_ANOTHER_CURRENCY ->
          strangeMoney(faults -> faults.nextPaymentInCurrency("eur"));
      case GATEWAY_SAYS_NO_AMOUNT -> strangeMoney(Faults::nextPaymentWithoutAmount);
      default -> throw new IllegalArgumentException(event.name());
    }
  }

  private void expire() {
    at(
        Set.of(State.OPEN, State.APPROVED),
        checkout -> {
          story.switched = Optional.of(checkout.linkId());
          checkout.till().expire(checkout.id());
        });
  }

  private void strangeMoney(Consumer<Faults> fault) {
    strangeMoney = true;
    fault.accept(anyFaults());
  }

  private void at(Set<State> states, Consumer<Till.Checkout> action) {
    Story.any(checkouts().stream().filter(c -> states.contains(c.state())).toList(), random)
        .ifPresent(action);
  }

  /**
   * What the gateways have to tell: each may be handed over never, once, or often, in any order.
   */
  private List<Runnable> hooks() {
    List<String> linkIds = story.links.stream().map(Issued::linkId).toList();
    List<Runnable> all = new ArrayList<>();
    for (Till till : tills) {
      for (Delivery delivery : till.deliveries(linkIds)) {
        all.add(() -> Story.answered(till.hook(delivery)));
      }
    }
    return all;
  }

  private Faults anyFaults() {
    return tills.get(random.nextInt(tills.size())).faults();
  }

  private ApiOperation anyOperation() {
    ApiOperation[] all = ApiOperation.values();
    return all[random.nextInt(all.length)];
  }
}
