package org.paylink.checkout;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a checkout: one unit admits it and stores the attempt, the gateway is asked outside of any
 * transaction, one unit stores the answer. Pressing *Pay* again leads to the same session.
 */
public final class StartCheckout {
  private static final Logger LOG = LoggerFactory.getLogger(StartCheckout.class);

  /**
   * The longest life a session is given, so that a forgotten one does not block the document for a
   * day.
   */
  static final Duration LONGEST_SESSION = Duration.ofHours(2);

  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final Settle settle;
  private final AskGateway ask;

  /** For a host. */
  public StartCheckout(
      Host host, Connections connections, LinkUrls urls, Settle settle, AskGateway ask) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
    this.settle = settle;
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
    if (admitted.blockedBy().stream().filter(attempt -> settled(link, attempt)).count() > 0) {
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
            .filter(attempt -> attempt.state() == AttemptState.PAYABLE)
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
    String base = urls.base();
    long keyVersion = urls.currentVersion();
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              Circle circle = Circle.lock(unit, host.ledger(), link.subject());
              PaymentLink locked = Links.lock(unit, link.id());
              Function<PaymentLink, FrozenRequest> freeze =
                  wanted -> freeze(wanted, connection, base, keyVersion, language, now);
              String by = attendedBy.orElse("<customer>");
              Admitted admitted = admitInUnit(unit, circle, locked, connection, freeze, by, now);
              admitted
                  .attempt()
                  .ifPresent(it -> attendedBy.ifPresent(u -> attend(unit, it, u, now)));
              return admitted;
            });
  }

  private Admitted admitInUnit(
      Unit unit,
      Circle circle,
      PaymentLink link,
      Connection connection,
      Function<PaymentLink, FrozenRequest> freeze,
      String by,
      Instant now) {
    List<PaymentAttempt> mine =
        Links.attemptsOf(unit, link.id()).stream()
            .filter(attempt -> isReusable(attempt, connection, now))
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
            () -> insert(unit, admitted, due, connection, freeze.apply(admitted), by, now));
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
        && attempt.gatewayAccountId().equals(connection.account().id())
        && !attempt.isOverdueAt(now)
        && FrozenRequest.of(attempt).expiresAtMillis() > now.toEpochMilli();
  }

  private PaymentAttempt insert(
      Unit unit,
      PaymentLink link,
      Money due,
      Connection connection,
      FrozenRequest frozen,
      String by,
      Instant now) {
    String attemptId = host.identifiers().next(PaymentAttempt.ENTITY);
    Map<String, Object> row = new HashMap<>(link.subject().fields());
    row.put("paymentAttemptId", attemptId);
    row.put("paymentLinkId", link.id());
    row.put("gatewayAccountId", connection.account().id());
    row.put("amount", due.major());
    row.put("currencyUomId", due.currency());
    row.put("state", AttemptState.STARTING.name());
    row.put("frozenRequest", frozen.toJson());
    // Unique over installations that share an account: a host's sequences may begin anew.
    row.put("idempotencyKey", "paylink-" + attemptId + "-" + now.toEpochMilli());
    row.put("pollDueAt", now.plus(Duration.ofMinutes(1)));
    row.put("pollCount", 0L);
    row.put("createdDate", now);
    unit.insert(PaymentAttempt.ENTITY, row);
    History.add(
        unit,
        link.id(),
        HistoryEvent.ATTEMPT_STARTED,
        by,
        now,
        Map.of("attempt", attemptId, "amount", due.toString()));
    return unit.find(PaymentAttempt.ENTITY, Map.of("paymentAttemptId", attemptId))
        .map(PaymentAttempt::of)
        .orElseThrow();
  }

  private static FrozenRequest freeze(
      PaymentLink link,
      Connection connection,
      String base,
      long keyVersion,
      CustomerLanguage language,
      Instant now) {
    return new FrozenRequest(
        link.purpose(),
        base,
        keyVersion,
        connection.sessionEnd(now, wantedEnd(link, now)).toEpochMilli(),
        language.tag(),
        language.chosen().orElse(null));
  }

  /** A session ends with its link, but never later than is useful. */
  private static Instant wantedEnd(PaymentLink link, Instant now) {
    Instant longest = now.plus(LONGEST_SESSION);
    return link.expiresAt().filter(end -> end.isBefore(longest)).orElse(longest);
  }

  /**
   * Finds out what became of an attempt that stands in the way; true when it no longer does. An
   * open checkout of another link is left alone while its time runs: somebody may be typing a card
   * number into it.
   */
  private boolean settled(PaymentLink link, PaymentAttempt attempt) {
    boolean ours = attempt.linkId().equals(link.id());
    if (attempt.state() == AttemptState.PENDING
        || (!ours && !attempt.isOverdueAt(host.clock().instant()))) {
      return false;
    }
    if (attempt.state() == AttemptState.STARTING && attempt.sessionId().isEmpty()) {
      return givenUp(attempt);
    }
    try {
      return settle.closeAndSettle(attempt.id()).map(state -> !state.isLive()).orElse(false);
    } catch (RuntimeException e) {
      LOG.warn("attempt {} stands in the way and could not be looked up", attempt.id(), e);
      return false;
    }
  }

  /**
   * Gives up a checkout that nobody was sent to, because its gateway's answer is missing: it can't
   * be paid, so the customer may choose another way. Whoever is just being answered finds it given
   * up, closes what was made, and sends nobody there.
   */
  private boolean givenUp(PaymentAttempt attempt) {
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              Links.lockSubject(unit, attempt.subject());
              Links.lock(unit, attempt.linkId());
              Map<String, Object> expected = new HashMap<>();
              expected.put("paymentAttemptId", attempt.id());
              expected.put("state", AttemptState.STARTING.name());
              Map<String, Object> changes = new HashMap<>();
              changes.put("state", AttemptState.FAILED.name());
              changes.put("pollDueAt", null);
              if (unit.update(PaymentAttempt.ENTITY, expected, changes) != 1) {
                return false;
              }
              History.add(
                  unit,
                  attempt.linkId(),
                  HistoryEvent.ATTEMPT_FAILED,
                  "<paylink>",
                  now,
                  Map.of("attempt", attempt.id(), "kind", "GIVEN_UP"));
              Links.refresh(unit, attempt.linkId());
              return true;
            });
  }
}
