package org.paylink.site;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connection;
import org.paylink.account.Connections;
import org.paylink.checkout.FrozenRequest;
import org.paylink.gateway.GatewayException;
import org.paylink.host.Host;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.AttemptState;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.settlement.Settle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browser comes back from the gateway. What it says is not believed: it only makes us ask the
 * gateway, and the page tells what that said.
 */
final class ComeBack {
  private static final Logger LOG = LoggerFactory.getLogger(ComeBack.class);

  /** So often the page looks again by itself before it leaves that to the link's page. */
  private static final int MOST_LOOKS = 40;

  /** The gateway is asked about one attempt at most so often for a browser's sake. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;
  private final Settle settle;
  private final PublicViews views;
  private final Answers answers;

  ComeBack(
      Host host,
      Connections connections,
      LinkUrls urls,
      Settle settle,
      PublicViews views,
      Answers answers) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
    this.settle = settle;
    this.views = views;
    this.answers = answers;
  }

  /** Answers {@code /return/{handle}}; nothing when no such address was given out. */
  Optional<WebResponse> answer(String handle, WebRequest request) {
    Optional<PaymentAttempt> attempt = LinkTokens.attemptOf(handle).flatMap(settle::attempt);
    if (attempt.isEmpty() || !isOurs(attempt.get(), handle)) {
      return Optional.empty();
    }
    PaymentLink link =
        host.records().unit(unit -> Links.find(unit, attempt.get().linkId())).orElseThrow();
    Reader reader = answers.reader(request, link.localeTag());
    Locale locale = reader.locale();
    Optional<AttemptState> state = ask(attempt.get());
    boolean left = request.query().containsKey("left") || isTurnedDown(attempt.get(), state);
    boolean unclear = state.isEmpty() || (state.get().isLive() && !left);
    boolean waits = state.isPresent() && state.get() == AttemptState.PENDING;
    int looks = looks(request);
    if (unclear && !waits && looks < MOST_LOOKS) {
      String again =
          urls.base() + "/pay/return/" + handle + "?look=" + (looks + 1) + (left ? "&left=1" : "");
      Duration pause = Duration.ofSeconds(looks < 10 ? 4 : 15);
      return Optional.of(answers.page(views.checking(link, pause, again, locale), request));
    }
    if (left && state.isPresent() && state.get() == AttemptState.PAYABLE) {
      // Said just now by the gateway, so it is said here and not on an address that may be read
      // again later.
      Optional<String> decline =
          settle.attempt(attempt.get().id()).flatMap(PaymentAttempt::decline);
      return Optional.of(answers.page(views.cameBack(link, decline, locale), request));
    }
    if (attempt.get().attendedBy().isPresent()) {
      // A user of the host sees the result here: on the link's own page it would count as opened
      // by the customer.
      String again = urls.base() + "/pay/return/" + handle;
      return Optional.of(answers.page(views.attended(link, again, locale), request));
    }
    return Optional.of(Answers.seeOther(reader.keep(urls.of(link))));
  }

  /** The attempt's state as the gateway has it now, or nothing when it can't be asked. */
  private Optional<AttemptState> ask(PaymentAttempt attempt) {
    if (!attempt.state().isLive() || attempt.sessionId().isEmpty()) {
      return Optional.of(attempt.state()).filter(state -> state != AttemptState.STARTING);
    }
    Optional<Connection> connection = connections.find(attempt.gatewayAccountId());
    if (connection.isEmpty()) {
      return Optional.empty();
    }
    if (!mayAsk(attempt)) {
      // Asked a moment ago, perhaps by another node: what that said is shown until the next look.
      return Optional.of(attempt.state()).filter(state -> state == AttemptState.PENDING);
    }
    try {
      return settle.settle(connection.get(), attempt.sessionId().get(), Settle.Bringer.RETURN);
    } catch (GatewayException e) {
      LOG.warn("attempt {} came back, the gateway could not be asked: {}", attempt.id(), e.kind());
      return Optional.empty();
    }
  }

  /**
   * Whether the gateway may be asked for a browser's sake: one of all browsers on all nodes may, in
   * each pause.
   */
  private boolean mayAsk(PaymentAttempt attempt) {
    long now = host.clock().instant().toEpochMilli();
    Map<String, Object> key = Map.of("paymentAttemptId", attempt.id());
    return host.records()
        .unit(
            unit -> {
              Long before =
                  unit.find(PaymentAttempt.ENTITY, key)
                      .map(row -> (Long) row.fields().get("askedAtMillis"))
                      .orElse(null);
              if (before != null && now >= before && now - before < PAUSE.toMillis()) {
                return false;
              }
              Map<String, Object> expected = new HashMap<>(key);
              expected.put("askedAtMillis", before);
              Map<String, Object> changes = Map.of("askedAtMillis", now);
              return unit.update(PaymentAttempt.ENTITY, expected, changes) == 1;
            });
  }

  /**
   * Whether the payment was turned down and can be tried again: the customer agreed at the gateway,
   * and the money could not be taken. A page that waits would wait in vain.
   */
  private boolean isTurnedDown(PaymentAttempt attempt, Optional<AttemptState> state) {
    boolean captures =
        connections.find(attempt.gatewayAccountId()).filter(Connection::captures).isPresent();
    return captures
        && state.equals(Optional.of(AttemptState.PAYABLE))
        && settle.attempt(attempt.id()).flatMap(PaymentAttempt::decline).isPresent();
  }

  private boolean isOurs(PaymentAttempt attempt, String handle) {
    // Without the key it can't be told, and "no such page" would tell a payer something wrong.
    return LinkTokens.proves(urls.key(FrozenRequest.of(attempt).keyVersion()), handle);
  }

  /** How often the page has looked by itself, as its address says. */
  static int looks(WebRequest request) {
    String text = request.query().getOrDefault("look", java.util.List.of("0")).get(0);
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
  }
}
