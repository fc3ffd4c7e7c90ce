package org.paylink.site;

import java.time.Duration;
import java.util.Locale;
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
import org.paylink.page.PublicView;
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

  /** Answers {@code /return/{handle}}. */
  WebResponse answer(String handle, WebRequest request) {
    Optional<PaymentAttempt> attempt = LinkTokens.attemptOf(handle).flatMap(settle::attempt);
    Locale locale = Visitors.locale(request, "en");
    if (attempt.isEmpty() || !isOurs(attempt.get(), handle)) {
      return answers.page(views.bare(PublicView.State.NOT_FOUND, Optional.empty(), locale));
    }
    PaymentLink link =
        host.records().unit(unit -> Links.find(unit, attempt.get().linkId())).orElseThrow();
    boolean left = request.query().containsKey("left");
    Optional<AttemptState> state = ask(attempt.get());
    boolean unclear = state.isEmpty() || (state.get().isLive() && !left);
    boolean waits = state.isPresent() && state.get() == AttemptState.PENDING;
    int looks = looks(request);
    if (unclear && !waits && looks < MOST_LOOKS) {
      String again = urls.base() + "/pay/return/" + handle + "?look=" + (looks + 1);
      Duration pause = Duration.ofSeconds(looks < 10 ? 3 : 15);
      return answers.page(views.checking(link, pause, again, locale));
    }
    if (left && state.isPresent() && state.get() == AttemptState.PAYABLE) {
      // Said just now by the gateway, so it is said here and not on an address that may be read
      // again later.
      Optional<String> decline =
          settle.attempt(attempt.get().id()).flatMap(PaymentAttempt::decline);
      return answers.page(views.cameBack(link, decline, locale));
    }
    if (attempt.get().attendedBy().isPresent()) {
      // A user of the host sees the result here: on the link's own page it would count as opened
      // by the customer.
      String again = urls.base() + "/pay/return/" + handle;
      return answers.page(views.attended(link, again, locale));
    }
    return Answers.seeOther(urls.of(link));
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
    try {
      return settle.settle(connection.get(), attempt.sessionId().get(), Settle.Bringer.RETURN);
    } catch (GatewayException e) {
      LOG.warn("attempt {} came back, the gateway could not be asked: {}", attempt.id(), e.kind());
      return Optional.empty();
    }
  }

  private boolean isOurs(PaymentAttempt attempt, String handle) {
    // Without the key it can't be told, and "no such page" would tell a payer something wrong.
    return LinkTokens.proves(urls.key(FrozenRequest.of(attempt).keyVersion()), handle);
  }

  private static int looks(WebRequest request) {
    String text = request.query().getOrDefault("look", java.util.List.of("0")).get(0);
    return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
  }
}
