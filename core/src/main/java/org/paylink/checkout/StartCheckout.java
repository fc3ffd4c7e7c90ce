package org.paylink.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.host.Actor;
import org.paylink.host.Circle;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.AttemptState;
import org.paylink.link.History;
import org.paylink.link.HistoryEvent;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;
import org.paylink.settlement.Settle;

/**
 * Starts a checkout: one unit admits it and stores the attempt, the gateway is asked outside of any
 * transaction, one unit stores the answer. Pressing *Pay* again leads to the same session.
 */
public final class StartCheckout {
  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final EarlierCheckouts earlier;
  private final AskGateway ask;

  /** For a host. */
  public StartCheckout(
      Host host, Connections connections, LinkUrls urls, Settle settle, AskGateway ask) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
    this.earlier = new EarlierCheckouts(host, settle);
    this.ask = ask;
  }

  /**
   * Starts a checkout of the link that the token opens.
   *
   * @param accountId the account the customer chose; absent means the link's first that is enabled
   * @param languageOf in which language the link's customer reads
   * @throws org.paylink.problem.PaylinkException of kind OPERATOR, when something is not set up
   */
  public StartOutcome start(
      String token,
      Optional<String> accountId,
      Function<PaymentLink, CustomerLanguage> languageOf) {
    Optional<PaymentLink> link = host.records().unit(unit -> Links.byToken(unit, token));
    return link.isEmpty()
        ? new StartOutcome.NotFound()
        : start(link.get(), accountId, languageOf.apply(link.get()), Optional.empty());
  }

  /**
   * Starts a checkout for a user of the host who has the customer on the phone or at the desk. It
   * is the same checkout that the customer would get, and is known to be attended.
   *
   * @param accountId as for the customer
   * @throws org.paylink.problem.PaylinkException LINK_UNKNOWN, PERMISSION_MISSING, and of kind
   *     OPERATOR when something is not set up
   */
  public StartOutcome startAttended(String linkId, Optional<String> accountId, Actor actor) {
    actor.require(Permission.CREATE);
    PaymentLink link = host.records().unit(unit -> Links.require(unit, linkId));
    CustomerLanguage language = new CustomerLanguage(link.localeTag(), Optional.empty());
    return start(link, accountId, language, Optional.of(actor.userLoginId()));
  }

  private StartOutcome start(
      PaymentLink link,
      Optional<String> accountId,
      CustomerLanguage language,
      Optional<String> attendedBy) {
    Optional<Connection> connection = connection(link, accountId);
    if (connection.isEmpty()) {
      return new StartOutcome.NotStarted(link, Problem.ACCOUNT_MISSING);
    }
    // Who pays has to be able to come back to the link's page.
    urls.key(link.tokenKeyVersion());
    Admitted admitted = admit(link, connection.get(), language, attendedBy);
    if (admitted.blockedBy().stream().filter(attempt -> earlier.end(attempt, link)).count() > 0) {
      // What stood in the way may be over: a session whose time has passed, or one for another
      // amount.
      admitted = admit(link, connection.get(), language, attendedBy);
    }
    return admitted.attempt().isEmpty()
        ? notStarted(admitted, connection.get())
        : ask.ask(admitted.link(), admitted.attempt().get(), connection.get());
  }

  /**
   * Where the link's own checkout at another account stands in the way because it could not be
   * closed, the customer is told which, to finish there or to wait.
   */
  private static StartOutcome notStarted(Admitted admitted, Connection wanted) {
    Optional<String> elsewhere =
        admitted.blockedBy().stream()
            .filter(attempt -> attempt.linkId().equals(admitted.link().id()))
            .filter(attempt -> attempt.state() == AttemptState.PAYABLE && !attempt.isBeingTaken())
            .map(PaymentAttempt::gatewayAccountId)
            .filter(id -> !id.equals(wanted.account().id()))
            .findFirst();
    return elsewhere.isEmpty()
        ? new StartOutcome.NotStarted(admitted.link(), admitted.problem())
        : new StartOutcome.NotStarted(admitted.link(), Problem.EARLIER_CHECKOUT_OPEN, elsewhere);
  }

  private record Admitted(
      PaymentLink link,
      Optional<PaymentAttempt> attempt,
      Problem problem,
      List<PaymentAttempt> blockedBy) {

    static Admitted refused(PaymentLink link, Problem problem) {
      return new Admitted(link, Optional.empty(), problem, List.of());
    }
  }

  private Optional<Connection> connection(PaymentLink link, Optional<String> accountId) {
    List<String> offered = host.records().unit(unit -> Links.accountsOf(unit, link.id()));
    return offered.stream()
        .filter(id -> accountId.isEmpty() || accountId.get().equals(id))
        .flatMap(id -> connections.find(id).stream())
        .filter(connection -> connection.account().enabled())
        .findFirst();
  }

  private Admitted admit(
      PaymentLink link,
      Connection connection,
      CustomerLanguage language,
      Optional<String> attendedBy) {
    Instant now = host.clock().instant();
    NewAttempt wanted =
        new NewAttempt(
            connection,
            urls.base(),
            urls.currentVersion(),
            language,
            attendedBy.orElse("<customer>"),
            now);
    return host.records()
        .unit(
            unit -> {
              Circle circle = Circle.lock(unit, host.ledger(), link.subject());
              PaymentLink locked = Links.lock(unit, link.id());
              Admitted admitted = admitInUnit(unit, circle, locked, wanted);
              admitted
                  .attempt()
                  .ifPresent(it -> attendedBy.ifPresent(u -> attend(unit, it, u, now)));
              return admitted;
            });
  }

  private Admitted admitInUnit(Unit unit, Circle circle, PaymentLink link, NewAttempt wanted) {
    Instant now = wanted.now();
    List<PaymentAttempt> mine =
        Links.attemptsOf(unit, link.id()).stream()
            .filter(attempt -> isReusable(attempt, wanted.connection(), now))
            .toList();
    Admission admission =
        new Admission(
            host.ledger(),
            host.settings().policy(),
            () -> host.identifiers().next("PaymentLinkOutbox"));
    Admission.Outcome outcome = admission.decide(unit, circle, link, mine, now);
    if (outcome instanceof Admission.Outcome.Closed closed) {
      return Admitted.refused(closed.link(), ClosedLinks.problem(closed.link()));
    }
    if (outcome instanceof Admission.Outcome.InReview review) {
      return Admitted.refused(review.link(), review.problem());
    }
    if (outcome instanceof Admission.Outcome.Blocked blocked) {
      return new Admitted(
          blocked.link(), Optional.empty(), Problem.PAYMENT_IN_PROGRESS, blocked.by());
    }
    PaymentLink admitted = ((Admission.Outcome.Admitted) outcome).link();
    Money due = ((Admission.Outcome.Admitted) outcome).due();
    Optional<PaymentAttempt> same = mine.stream().filter(a -> a.amount().equals(due)).findFirst();
    if (same.isEmpty() && !mine.isEmpty()) {
      return new Admitted(admitted, Optional.empty(), Problem.PAYMENT_IN_PROGRESS, mine);
    }
    PaymentAttempt attempt =
        same.orElseGet(
            () ->
                wanted.insert(unit, host.identifiers().next(PaymentAttempt.ENTITY), admitted, due));
    return new Admitted(admitted, Optional.of(attempt), Problem.INTERNAL, List.of());
  }

  /**
   * Notes who opens the attempt's page in the customer's place; a new attempt or one begun before.
   */
  private static void attend(Unit unit, PaymentAttempt attempt, String user, Instant now) {
    unit.update(
        PaymentAttempt.ENTITY,
        Map.of("paymentAttemptId", attempt.id()),
        Map.of("attendedByUserLogin", user));
    History.add(
        unit,
        attempt.linkId(),
        HistoryEvent.ATTENDED,
        user,
        now,
        Map.of("attempt", attempt.id(), "amount", attempt.amount().toString()));
  }

  private static boolean isReusable(PaymentAttempt attempt, Connection connection, Instant now) {
    boolean payable =
        attempt.state() == AttemptState.STARTING || attempt.state() == AttemptState.PAYABLE;
    return payable
        && !attempt.isBeingTaken()
        && attempt.gatewayAccountId().equals(connection.account().id())
        && !attempt.isOverdueAt(now)
        && FrozenRequest.of(attempt).expiresAtMillis() > now.toEpochMilli();
  }
}
