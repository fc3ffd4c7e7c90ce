package org.paylink.site;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.background.Sweeper;
import org.paylink.settlement.Inbox;

/** Receives gateways' notifications; whoever sends too many that are refused has to wait. */
final class Hooks {
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,20}");

  private final Inbox inbox;
  private final Sweeper sweeper;
  private final Proxies proxies;
  private final Limits limits;

  Hooks(Inbox inbox, Sweeper sweeper, Proxies proxies, Limits limits) {
    this.inbox = inbox;
    this.sweeper = sweeper;
    this.proxies = proxies;
    this.limits = limits;
  }

  /** Answers a notification of an account. */
  WebResponse receive(String account, WebRequest request) {
    Optional<String> client = proxies.clientOf(request);
    Optional<Duration> wait =
        client.flatMap(address -> limits.wait(Limits.Kind.REFUSED_NOTIFICATION, address));
    if (wait.isPresent()) {
      return Answers.after(Answers.text(429, "too many were refused, send later\n"), wait.get());
    }
    WebResponse response = store(account, request);
    if (response.status() != 200) {
      client.ifPresent(address -> limits.take(Limits.Kind.REFUSED_NOTIFICATION, address));
    }
    return response;
  }

  private WebResponse store(String account, WebRequest request) {
    if (!ACCOUNT.matcher(account).matches()) {
      return Answers.text(404, "unknown account\n");
    }
    Inbox.Answer answer = inbox.receive(account, request.body(), request.headers());
    return switch (answer.received()) {
      case STORED -> {
        answer.event().ifPresent(sweeper::soon);
        yield Answers.text(200, "stored\n");
      }
      case DUPLICATE -> Answers.text(200, "known\n");
      case UNKNOWN_ACCOUNT -> Answers.text(404, "unknown account\n");
      case REFUSED -> Answers.text(400, "not a notification of this account\n");
    };
  }
}
