package org.paylink.site;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.paylink.checkout.StartOutcome;
import org.paylink.link.PaymentLink;
import org.paylink.page.PublicView;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** What a customer is to see whose start of a checkout did not go through. */
final class RefusedStart {
  private final PublicViews views;

  RefusedStart(PublicViews views) {
    this.views = views;
  }

  /** The page that says why, and what else can be done. */
  PublicView view(StartOutcome.NotStarted refused, Locale locale) {
    PaymentLink link = refused.link();
    PublicView own = views.of(link, locale);
    if (own.state() != State.PAYABLE) {
      // What the link itself has to say is the reason.
      return own;
    }
    if (refused.problem() == Problem.EARLIER_CHECKOUT_OPEN) {
      return begunElsewhere(own, link, refused.accountId().orElseThrow());
    }
    Optional<PublicView.Notice> notice = notice(refused.problem(), Map.of());
    List<PublicView.PayOption> others =
        refused
            .accountId()
            .map(id -> own.payOptions().stream().filter(at(id).negate()).toList())
            .orElse(List.of());
    return switch (refused.problem().kind()) {
      case GATEWAY, UNKNOWN_OUTCOME -> views.in(State.GATEWAY_DOWN, link, notice, others, locale);
      case BUYER -> views.in(State.IN_PROGRESS, link, notice, List.of(), locale);
      // A way that is not set up rightly is like one that can't be reached where there is another.
      case OPERATOR, OURS, USER ->
          views.in(
              others.isEmpty() ? State.UNAVAILABLE : State.GATEWAY_DOWN,
              link,
              notice,
              others,
              locale);
    };
  }

  /** A checkout begun at another account could not be closed: it can be gone on with. */
  private PublicView begunElsewhere(PublicView own, PaymentLink link, String accountId) {
    List<PublicView.PayOption> there = own.payOptions().stream().filter(at(accountId)).toList();
    String method = there.stream().findFirst().map(PublicView.PayOption::methodName).orElse("");
    Map<String, String> facts = method.isEmpty() ? Map.of() : Map.of("method", method);
    return views.in(
        State.IN_PROGRESS, link, notice(Problem.EARLIER_CHECKOUT_OPEN, facts), there, own.locale());
  }

  private static Optional<PublicView.Notice> notice(Problem problem, Map<String, String> facts) {
    return Optional.of(new PublicView.Notice(Optional.of(problem), facts, Optional.empty()));
  }

  /** The way to pay at one account of a link, if it still offers it. */
  private static Predicate<PublicView.PayOption> at(String accountId) {
    return option -> accountId.equals(option.fields().get("gatewayAccountId"));
  }
}
