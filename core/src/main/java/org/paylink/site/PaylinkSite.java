package org.paylink.site;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.paylink.account.Connections;
import org.paylink.background.Sweeper;
import org.paylink.checkout.StartCheckout;
import org.paylink.checkout.StartOutcome;
import org.paylink.host.Host;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.page.Pages;
import org.paylink.page.PublicView;
import org.paylink.page.PublicView.State;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.settlement.Inbox;
import org.paylink.settlement.Settle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The public pages: {@code /{token}} shows a link and, posted to, starts a checkout; {@code
 * /return/{handle}} comes back; {@code /hook/{account}} receives notifications.
 */
public final class PaylinkSite implements PublicSite {
  private static final Logger LOG = LoggerFactory.getLogger(PaylinkSite.class);
  private static final int MOST_BYTES = 256 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9_-]{1,20}");
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{1,20}\\.[A-Za-z0-9_-]{22}");

  private final Host host;
  private final Inbox inbox;
  private final Sweeper sweeper;
  private final StartCheckout startCheckout;
  private final PublicViews views;
  private final Answers answers;
  private final ComeBack comeBack;

  /** Of these parts. */
  public PaylinkSite(
      Host host,
      Connections connections,
      LinkUrls urls,
      Settle settle,
      StartCheckout startCheckout,
      Inbox inbox,
      Sweeper sweeper,
      Pages pages) {
    this.host = host;
    this.inbox = inbox;
    this.sweeper = sweeper;
    this.startCheckout = startCheckout;
    this.views = new PublicViews(host, connections, urls);
    this.answers = new Answers(pages);
    this.comeBack = new ComeBack(host, connections, urls, settle, views, answers);
  }

  @Override
  public int maxBodyBytes() {
    return MOST_BYTES;
  }

  @Override
  public WebResponse handle(WebRequest request) {
    try {
      return route(request);
    } catch (PaylinkException e) {
      LOG.error("public page: {}", e.getMessage());
      return failed(request, e.problem());
    } catch (Exception e) {
      LOG.error("public page failed", e);
      return failed(request, Problem.INTERNAL);
    }
  }

  private WebResponse route(WebRequest request) {
    if (!request.secure() && !host.settings().allowsPlainHttp()) {
      return insecure(request);
    }
    String path = request.path();
    if (path.startsWith("/hook/")) {
      return "POST".equals(request.method())
          ? hook(path.substring("/hook/".length()), request)
          : Answers.methodNotAllowed("POST");
    }
    boolean reads = "GET".equals(request.method()) || "HEAD".equals(request.method());
    if (path.startsWith("/return/")) {
      String handle = path.substring("/return/".length());
      if (!reads) {
        return Answers.methodNotAllowed("GET, HEAD");
      }
      return HANDLE.matcher(handle).matches()
          ? comeBack.answer(handle, request)
          : notFound(request);
    }
    String token = path.startsWith("/") ? path.substring(1) : path;
    if (!TOKEN.matcher(token).matches()) {
      return notFound(request);
    }
    if (reads) {
      return show(token, request);
    }
    return "POST".equals(request.method())
        ? start(token, request)
        : Answers.methodNotAllowed("GET, HEAD, POST");
  }

  private WebResponse show(String token, WebRequest request) {
    Optional<PaymentLink> link = host.records().unit(unit -> Links.byToken(unit, token));
    if (link.isEmpty()) {
      return notFound(request);
    }
    if ("GET".equals(request.method())) {
      logClick(link.get(), request);
    }
    return answers.page(views.of(link.get(), Visitors.locale(request, link.get().localeTag())));
  }

  /** The one thing a GET writes. When it can't be written the page is shown all the same. */
  private void logClick(PaymentLink link, WebRequest request) {
    try {
      Map<String, Object> row = new HashMap<>();
      row.put("clickId", host.identifiers().next("PaymentLinkClick"));
      row.put("paymentLinkId", link.id());
      row.put("clickedAt", host.clock().instant());
      row.put("visitorKind", Visitors.kind(request));
      host.records().run(unit -> unit.insert("PaymentLinkClick", row));
    } catch (Exception e) {
      LOG.warn("a click on link {} could not be noted", link.id(), e);
    }
  }

  private WebResponse start(String token, WebRequest request) {
    Optional<String> account =
        request.form().getOrDefault("gatewayAccountId", List.of()).stream().findFirst();
    StartOutcome outcome = startCheckout.start(token, account);
    if (outcome instanceof StartOutcome.Redirect redirect) {
      return Answers.seeOther(redirect.sessionUrl());
    }
    if (outcome instanceof StartOutcome.Form form) {
      Locale locale = Visitors.locale(request, form.link().localeTag());
      return answers.page(views.handover(form.link(), form.action(), form.fields(), locale));
    }
    if (outcome instanceof StartOutcome.NotStarted refused) {
      return refused(refused, request);
    }
    return notFound(request);
  }

  private WebResponse refused(StartOutcome.NotStarted refused, WebRequest request) {
    Locale locale = Visitors.locale(request, refused.link().localeTag());
    Optional<PublicView.Notice> notice =
        Optional.of(
            new PublicView.Notice(Optional.of(refused.problem()), Map.of(), Optional.empty()));
    PublicView own = views.of(refused.link(), locale);
    if (own.state() != State.PAYABLE) {
      // What the link itself has to say is the reason.
      return answers.page(own);
    }
    if (refused.problem() == Problem.EARLIER_CHECKOUT_OPEN) {
      String account = refused.accountId().orElseThrow();
      return answers.page(views.begunElsewhere(refused.link(), account, locale));
    }
    return answers.page(
        switch (refused.problem().kind()) {
          case GATEWAY, UNKNOWN_OUTCOME ->
              views.down(refused.link(), notice, refused.accountId(), locale);
          case BUYER -> views.in(State.IN_PROGRESS, refused.link(), notice, locale);
          case OPERATOR, OURS, USER ->
              views
                  .others(refused.link(), notice, refused.accountId(), locale)
                  .orElseGet(() -> views.in(State.UNAVAILABLE, refused.link(), notice, locale));
        });
  }

  private WebResponse hook(String account, WebRequest request) {
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

  private WebResponse insecure(WebRequest request) {
    Optional<URI> base = host.settings().publicBaseUrl();
    boolean reads = "GET".equals(request.method()) || "HEAD".equals(request.method());
    if (reads && base.isPresent() && "https".equals(base.get().getScheme())) {
      return Answers.seeOther(base.get() + "/pay" + request.path());
    }
    return Answers.text(403, "this address is served over https only\n");
  }

  private WebResponse notFound(WebRequest request) {
    return answers.page(
        views.bare(State.NOT_FOUND, Optional.empty(), Visitors.locale(request, "en")));
  }

  private WebResponse failed(WebRequest request, Problem problem) {
    if (request.path().startsWith("/hook/")) {
      return Answers.text(503, "not stored, send it again\n");
    }
    return answers.page(
        views.bare(State.UNAVAILABLE, Optional.of(problem), Visitors.locale(request, "en")));
  }
}
