package org.paylink.proof;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.site.WebResponse;

/**
 * What happens to one document, or to one customer who pays on account: calls of people, customers
 * and gateways of all three kinds, and faults, in any order.
 */
final class Story {
  /** One thing that happens. */
  enum Event {
    ISSUE,
    ISSUE_PART_BESIDES,
    REPLACE,
    OPEN_PAGE,
    PRESS_PAY,
    PAY_NOW,
    PAY,
    DECLINE,
    PAY_SLOWLY,
    BANK_PAYS,
    BANK_REFUSES,
    SESSION_EXPIRES,
    ONE_HOOK,
    ALL_HOOKS_AGAIN,
    ALL_HOOKS_BACKWARDS,
    COME_BACK,
    SWEEP,
    CANCEL,
    CANCEL_WHAT_WAS_AGREED_TO,
    CHECK_NOW,
    CONFIRM_BY_HAND,
    CONFIRM_A_PART_BY_HAND,
    UNDO_CONFIRMATION,
    A_MINUTE_PASSES,
    HALF_AN_HOUR_PASSES,
    DAYS_PASS,
    A_WEEK_PASSES,
    PAID_OTHERWISE,
    LEDGER_REFUSES,
    LEDGER_BREAKS,
    LEDGER_IS_MENDED,
    GATEWAY_FAILS,
    GATEWAY_LOSES_AN_ANSWER,
    GATEWAY_IS_BUSY,
    CAPTURE_LOSES_ITS_ANSWER,
    GATEWAY_TAKES_ANOTHER_AMOUNT,
    GATEWAY_TAKES_ANOTHER_CURRENCY,
    GATEWAY_SAYS_NO_AMOUNT
  }

  private static final Set<Integer> ANSWERS = Set.of(200, 303, 404, 409, 410, 503);
  private static final String ON_ACCOUNT = "Deposit for the summer";

  final World world;
  final Subject subject;
  final Money total;
  final List<Issued> links = new ArrayList<>();
  final ByHand byHand;
  final Customer customer;
  boolean paidOtherwise;

  /** The link whose open checkout may be closed by what happens, because somebody asked for it. */
  Optional<String> switched = Optional.empty();

  private final StaffPages sales;
  private final Random random;
  private int wishes;

  Story(World world, Subject subject, Money total, long seed) {
    this.world = world;
    this.subject = subject;
    this.total = total;
    // Mixed, because what a Random says first differs little between small seeds.
    SplittableRandom seeds = new SplittableRandom(seed);
    this.random = new Random(seeds.nextLong());
    this.byHand = new ByHand(this, new Random(seeds.nextLong()));
    this.customer = new Customer(this, new Random(seeds.nextLong()));
    this.sales = new StaffPages(world.paylink, World.SALES);
  }

  boolean isOnAccount() {
    return subject.type().isOnAccount();
  }

  void happens(Event event) {
    switched = Optional.empty();
    switch (event) {
      case ISSUE -> issue(Optional.empty(), false, false);
      case ISSUE_PART_BESIDES -> issue(Optional.of(part()), false, true);
      case REPLACE -> issue(Optional.empty(), true, false);
      case OPEN_PAGE -> anyLink().ifPresent(link -> answered(world.get(link.url())));
      case PRESS_PAY -> anyLink().ifPresent(this::pressPay);
      case PAY_NOW -> anyLink().ifPresent(this::payNow);
      case COME_BACK -> anyAttempt().ifPresent(this::comeBack);
      case SWEEP -> world.paylink.sweeper().sweep();
      case CANCEL -> anyLink().ifPresent(this::cancel);
      case CANCEL_WHAT_WAS_AGREED_TO -> cancelWhatWasAgreedTo();
      case CHECK_NOW ->
          anyLink().ifPresent(link -> world.paylink.checkNow(link.linkId(), World.SALES));
      case CONFIRM_BY_HAND -> anyLink().ifPresent(link -> confirm(link, Optional.empty()));
      case CONFIRM_A_PART_BY_HAND ->
          anyLink().ifPresent(link -> confirm(link, Optional.of(part())));
      case UNDO_CONFIRMATION -> byHand.undo();
      case A_MINUTE_PASSES -> pass(Duration.ofSeconds(61));
      case HALF_AN_HOUR_PASSES -> pass(Duration.ofMinutes(32));
      case DAYS_PASS -> pass(Duration.ofDays(3));
      case A_WEEK_PASSES -> pass(Duration.ofDays(8));
      case PAID_OTHERWISE -> payOtherwise();
      case LEDGER_REFUSES -> world.ledger.trouble(TroubledLedger.Trouble.REFUSES);
      case LEDGER_BREAKS -> world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
      case LEDGER_IS_MENDED -> world.ledger.trouble(TroubledLedger.Trouble.NONE);
      default -> customer.happens(event);
    }
  }

  private void issue(Optional<String> amount, boolean replace, boolean additional) {
    Wish wish = Wish.of(subject).key("wish-" + subject.id() + "-" + ++wishes);
    if (isOnAccount()) {
      wish.purpose(ON_ACCOUNT).amount(amount.orElse(total.major().toPlainString()));
    } else {
      amount.ifPresent(wish::amount);
    }
    List<String> offered = new ArrayList<>(List.of(Choices.CARD, Choices.FORM, Choices.WALLET));
    Collections.shuffle(offered, random);
    wish.account(offered.subList(0, 2 + random.nextInt(2)).toArray(String[]::new));
    if (replace) {
      wish.replacing();
    }
    if (additional) {
      wish.additional();
    }
    try {
      links.add(world.paylink.issue(wish.request(), World.SALES));
    } catch (PaylinkException e) {
      refused(e);
    }
  }

  private String part() {
    return Money.ofMinor(total.currency(), 100 + random.nextInt((int) total.minor()))
        .major()
        .toPlainString();
  }

  private void pressPay(Issued link) {
    switched = Optional.of(link.linkId());
    // Without a choice it is the first account, as on a page from before there were several.
    WebResponse response =
        random.nextInt(6) == 0
            ? world.pressPay(link.url())
            : world.pressPay(link.url(), anyAccount());
    customer.isLedTo(answered(response));
  }

  /** With the customer on the phone; a gateway that wants a form is paid from the link's page. */
  private void payNow(Issued link) {
    switched = Optional.of(link.linkId());
    Map<String, String> fields =
        Map.of("paymentLinkId", link.linkId(), "attended", "Y", "gatewayAccountId", anyAccount());
    if (sales.act("payNow", fields) instanceof org.paylink.desk.DeskResult.SeeOther leave) {
      customer.isLedTo(new WebResponse(303, Map.of("Location", leave.address()), new byte[0]));
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

  private void confirm(Issued link, Optional<String> amount) {
    switched = Optional.of(link.linkId());
    byHand.confirm(link, amount);
  }

  private void payOtherwise() {
    if (!isOnAccount()) {
      paidOtherwise = true;
      world.records.run(
          unit -> world.books.receive(unit, subject, Money.ofMinor("USD", 300), true));
    }
  }

  void pass(Duration time) {
    world.clock.advance(time);
    customer.tills.forEach(Till::tick);
  }

  private String anyAccount() {
    return customer.tills.get(random.nextInt(customer.tills.size())).account();
  }

  private Optional<Issued> anyLink() {
    return any(links, random);
  }

  /** While its gateway can't give the agreement up, so that others come upon it afterwards. */
  private void cancelWhatWasAgreedTo() {
    Optional<String> linkId = any(customer.approved(), random).map(Till.Checkout::linkId);
    links.stream()
        .filter(link -> linkId.filter(link.linkId()::equals).isPresent())
        .forEach(
            link -> {
              world.approval.faults().serverError(ApiOperation.EXPIRE, 1);
              cancel(link);
            });
  }

  private Optional<PaymentAttempt> anyAttempt() {
    return anyLink()
        .map(link -> world.records.unit(unit -> Links.attemptsOf(unit, link.linkId())))
        .flatMap(attempts -> any(attempts, random));
  }

  static <T> Optional<T> any(List<T> list, Random random) {
    return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
  }

  /** What is refused to a user is left; anything else is a defect. */
  static void refused(PaylinkException e) {
    if (e.problem().kind() != Problem.Kind.USER) {
      throw e;
    }
  }

  static WebResponse answered(WebResponse response) {
    if (!ANSWERS.contains(response.status())) {
      throw new AssertionError("answered " + response.status());
    }
    return response;
  }
}
