package org.paylink.site;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paylink.checkout.CustomerLanguage;
import org.paylink.checkout.StartCheckout;
import org.paylink.checkout.StartOutcome;
import org.paylink.link.LinkTokens;
import org.paylink.link.PaymentLink;

/** What comes of pressing *Pay*: the way to the gateway, or a page that says why there is none. */
final class PayButton {
  private final StartCheckout startCheckout;
  private final Proxies proxies;
  private final Limits limits;
  private final PublicViews views;
  private final RefusedStart refusedStart;
  private final Answers answers;
  private final BarePages barePages;

  PayButton(
      StartCheckout startCheckout,
      Proxies proxies,
      Limits limits,
      PublicViews views,
      Answers answers,
      BarePages barePages) {
    this.startCheckout = startCheckout;
    this.proxies = proxies;
    this.limits = limits;
    this.views = views;
    this.refusedStart = new RefusedStart(views);
    this.answers = answers;
    this.barePages = barePages;
  }

  /** Starts a checkout of the link with this token; nothing when there is no such link. */
  Optional<WebResponse> press(String token, WebRequest request) {
    Optional<Duration> wait =
        proxies
            .clientOf(request)
            .flatMap(address -> limits.take(Limits.Kind.START_FROM_ADDRESS, address))
            .or(() -> limits.take(Limits.Kind.START_OF_LINK, LinkTokens.hash(token)));
    if (wait.isPresent()) {
      return Optional.of(barePages.tooManyTries(request, wait.get()));
    }
    Optional<String> account =
        request.form().getOrDefault("gatewayAccountId", List.of()).stream().findFirst();
    return answer(startCheckout.start(token, account, link -> language(link, request)), request);
  }

  private Optional<WebResponse> answer(StartOutcome outcome, WebRequest request) {
    if (outcome instanceof StartOutcome.Redirect redirect) {
      return Optional.of(Answers.seeOther(redirect.sessionUrl()));
    }
    if (outcome instanceof StartOutcome.Form form) {
      Locale locale = reader(form.link(), request).locale();
      return Optional.of(
          answers.page(views.handover(form.link(), form.action(), form.fields(), locale), request));
    }
    if (outcome instanceof StartOutcome.NotStarted refused) {
      Locale locale = reader(refused.link(), request).locale();
      return Optional.of(answers.page(refusedStart.view(refused, locale), request));
    }
    return Optional.empty();
  }

  private CustomerLanguage language(PaymentLink link, WebRequest request) {
    Reader reader = reader(link, request);
    return new CustomerLanguage(reader.locale().toLanguageTag(), reader.chosen());
  }

  private Reader reader(PaymentLink link, WebRequest request) {
    return answers.reader(request, link.localeTag());
  }
}
