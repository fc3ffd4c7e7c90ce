package org.paylink.site;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.paylink.account.Connections;
import org.paylink.background.Sweeper;
import org.paylink.checkout.StartCheckout;
import org.paylink.health.HealthCheck;
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
 * /return/{handle}} comes back; {@code /hook/{account}} receives notifications; {@code /health} and
 * {@code /metrics} are for machines that watch.
 */
public final class PaylinkSite implements PublicSite {
  private static final Logger LOG = LoggerFactory.getLogger(PaylinkSite.class);
  private static final String HOOK = "/hook/";
  private static final String RETURN = "/return/";

  /** Gateways' notifications are a few kilobytes; the longest seen are those with many items. */
  private static final int MOST_HOOK_BYTES = 256 * 1024;

  private static final int MOST_FORM_BYTES = 8 * 1024;
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{32}");
  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{1,20}\\.[A-Za-z0-9_-]{22}");

  private final Host host;
  private final Hooks hooks;
  private final PublicViews views;
  private final Answers answers;
  private final BarePages barePages;
  private final PayButton payButton;
  private final ComeBack comeBack;
  private final Watch watch;
  private final Clicks clicks;
  private final Proxies proxies;
  private final Limits limits;

  /** Of these parts. */
  public PaylinkSite(
      Host host,
      Connections connections,
      LinkUrls urls,
      Settle settle,
      StartCheckout startCheckout,
      Inbox inbox,
      Sweeper sweeper,
      HealthCheck health,
      Pages pages) {
    this.host = host;
    this.watch = new Watch(host, health);
    this.views = new PublicViews(host, connections, urls);
    this.answers = new Answers(pages);
    this.barePages = new BarePages(host, answers);
    this.comeBack = new ComeBack(host, connections, urls, settle, views, answers);
    this.clicks = new Clicks(host);
    this.proxies = new Proxies(host.settings()::trustedProxies);
    this.limits = new Limits(host.clock());
    this.hooks = new Hooks(inbox, sweeper, proxies, limits);
    this.payButton = new PayButton(startCheckout, proxies, limits, views, answers, barePages);
  }

  @Override
  public int maxBodyBytes(String path) {
    return path.startsWith(HOOK) ? MOST_HOOK_BYTES : MOST_FORM_BYTES;
  }

  @Override
  public WebResponse tooLarge(WebRequest request) {
    return strict(request, () -> tooLargeUnlessInsecure(request));
  }

  @Override
  public WebResponse handle(WebRequest request) {
    return strict(
        request,
        () -> {
          if (request.path().equals(Watch.HEALTH)) {
            // Balancers ask on the inner side of a proxy, and the answer says nothing worth
            // protecting.
            return watch.health(request);
          }
          return proxies.isSecure(request) || host.settings().allowsPlainHttp()
              ? route(request)
              : insecure(request);
        });
  }

  /** What fails is an answer as well, and every answer over HTTPS tells browsers to stay there. */
  private WebResponse strict(WebRequest request, Supplier<WebResponse> answer) {
    WebResponse response;
    boolean secure = request.secure();
    try {
      secure = proxies.isSecure(request);
      response = answer.get();
    } catch (PaylinkException e) {
      LOG.error("public page: {}", e.getMessage());
      response = failed(request, e.problem());
    } catch (Exception e) {
      LOG.error("public page failed", e);
      response = failed(request, Problem.INTERNAL);
    }
    return secure
        ? Answers.with(response, "Strict-Transport-Security", "max-age=31536000")
        : response;
  }

  private WebResponse route(WebRequest request) {
    String path = request.path();
    if (path.startsWith(HOOK)) {
      return "POST".equals(request.method())
          ? hooks.receive(path.substring(HOOK.length()), request)
          : Answers.with(Answers.text(405, "POST only\n"), "Allow", "POST");
    }
    boolean reads = "GET".equals(request.method()) || "HEAD".equals(request.method());
    if (path.equals(Watch.METRICS)) {
      return watch.metrics(request);
    }
    if (!reads && (!"POST".equals(request.method()) || path.startsWith(RETURN))) {
      String allowed = path.startsWith(RETURN) ? "GET, HEAD" : "GET, HEAD, POST";
      return Answers.with(barePages.of(State.NOT_ALLOWED, request), "Allow", allowed);
    }
    Optional<String> client = proxies.clientOf(request);
    Optional<Duration> wait =
        client.flatMap(address -> limits.wait(Limits.Kind.UNKNOWN_PAGE, address));
    if (wait.isPresent()) {
      return barePages.tooManyTries(request, wait.get());
    }
    Optional<WebResponse> answer = reads ? read(path, request) : pay(path, request);
    if (answer.isEmpty()) {
      client.ifPresent(address -> limits.take(Limits.Kind.UNKNOWN_PAGE, address));
    }
    return answer.orElseGet(() -> barePages.of(State.NOT_FOUND, request));
  }

  private Optional<WebResponse> read(String path, WebRequest request) {
    if (path.startsWith(RETURN)) {
      return Optional.of(path.substring(RETURN.length()))
          .filter(handle -> HANDLE.matcher(handle).matches())
          .flatMap(handle -> comeBack.answer(handle, request));
    }
    return token(path)
        .flatMap(token -> host.records().unit(unit -> Links.byToken(unit, token)))
        .map(link -> show(link, request));
  }

  private WebResponse show(PaymentLink link, WebRequest request) {
    clicks.note(link, request);
    PublicView view = views.of(link, answers.reader(request, link.localeTag()).locale());
    return answers.page(PublicViews.lookingAgain(view, ComeBack.looks(request)), request);
  }

  private static Optional<String> token(String path) {
    return Optional.of(path.startsWith("/") ? path.substring(1) : path)
        .filter(token -> TOKEN.matcher(token).matches());
  }

  private Optional<WebResponse> pay(String path, WebRequest request) {
    return token(path).flatMap(token -> payButton.press(token, request));
  }

  private WebResponse insecure(WebRequest request) {
    Optional<URI> base = host.settings().publicBaseUrl();
    boolean reads = "GET".equals(request.method()) || "HEAD".equals(request.method());
    if (reads && base.isPresent() && "https".equals(base.get().getScheme())) {
      return Answers.seeOther(base.get() + "/pay" + request.path());
    }
    return request.path().startsWith(HOOK)
        ? Answers.text(403, "this address is served over https only\n")
        : barePages.of(State.INSECURE, request);
  }

  private WebResponse tooLargeUnlessInsecure(WebRequest request) {
    if (!proxies.isSecure(request) && !host.settings().allowsPlainHttp()) {
      return insecure(request);
    }
    return request.path().startsWith(HOOK)
        ? Answers.text(413, "the body is too long\n")
        : barePages.of(State.TOO_LARGE, request);
  }

  private WebResponse failed(WebRequest request, Problem problem) {
    if (request.path().equals(Watch.METRICS)) {
      return Answers.text(503, "the figures can't be read\n");
    }
    return request.path().startsWith(HOOK)
        ? Answers.text(503, "not stored, send it again\n")
        : barePages.of(State.UNAVAILABLE, Optional.of(problem), request);
  }
}
