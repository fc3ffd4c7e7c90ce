package org.paylink.embedded.http;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.Paylink;
import org.paylink.embedded.mail.HostMailer;
import org.paylink.embedded.mail.Mailbox;
import org.paylink.host.Host;
import org.paylink.link.SubjectType;
import org.paylink.page.Pages;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The sample host's own pages, as a function from requests to answers. */
final class HostSite {
  private static final Logger LOG = LoggerFactory.getLogger(HostSite.class);
  private static final String TEMPLATES = "/org/paylink/template/";

  private final Signer signer;
  private final Pages pages;
  private final ZoneId zone;
  private final FormTokens tokens;
  private final Screen screen;
  private final BookScreens bookScreens;
  private final DocumentScreen documentScreen;
  private final DeskScreen deskScreen;
  private final MailScreen mailScreen;
  private final TaskScreen taskScreen;
  private final Health health;
  private final Map<String, WebResponse> files;

  /**
   * The pages of a host.
   *
   * @param signer signs sessions and forms
   * @param simulators the pages of simulators, by whose they are
   */
  HostSite(Host host, Paylink paylink, Signer signer, Map<String, URI> simulators) {
    this.signer = signer;
    pages = paylink.pages();
    zone = host.settings().zone();
    tokens = new FormTokens(signer, host.clock());
    Replies replies =
        new Replies(
            List.of(
                HostTemplates.source(HostTemplates.resource(TEMPLATES + "panel.css")),
                HostTemplates.source(HostTemplates.resource(TEMPLATES + "desk.css"))),
            HostTemplates.source(HostTemplates.resource(TEMPLATES + "panel.js")));
    screen = new Screen(new HostTemplates(), replies, tokens, simulators);
    HostBooks books = new HostBooks(host);
    bookScreens = new BookScreens(books, screen);
    documentScreen = new DocumentScreen(host, paylink, books, screen, tokens);
    deskScreen = new DeskScreen(host, paylink, screen, tokens);
    mailScreen =
        new MailScreen(
            host.mailer() instanceof HostMailer mailer
                ? mailer.mailbox()
                : new Mailbox(host.clock()),
            screen);
    taskScreen = new TaskScreen(host, screen, tokens);
    health = new Health(paylink.operations().healthCheck());
    files =
        Map.of(
            "/style.css", file("style.css", "text/css; charset=utf-8"),
            "/icon.svg", file("icon.svg", "image/svg+xml"));
  }

  /** Answers a request; what fails is logged and answered as well. */
  WebResponse handle(WebRequest request) {
    Visit visit = visit(request, Session.read(Requests.header(request, "cookie"), signer));
    WebResponse response;
    try {
      response = isForThisHost(request) ? route(visit) : elsewhere();
    } catch (PaylinkException e) {
      LOG.error("page {}: {}", request.path(), e.getMessage());
      response = failed(visit, e.problem() == Problem.DATABASE_UNAVAILABLE);
    } catch (RuntimeException e) {
      LOG.error("page {} failed", request.path(), e);
      response = failed(visit, false);
    }
    boolean page = response.headers().getOrDefault("Content-Type", "").startsWith("text/html");
    return page && !visit.session().known()
        ? Replies.with(response, "Set-Cookie", visit.session().cookie(signer))
        : response;
  }

  /** The page for a request that is too long to be read. */
  WebResponse tooLong(WebRequest request) {
    return screen.message(
        visit(request, Session.begin()), 413, "PaylinkSample_TooLong", "PaylinkSample_TooLongText");
  }

  private Visit visit(WebRequest request, Session session) {
    return Visit.of(request, session, pages, zone);
  }

  private WebResponse route(Visit visit) {
    String path = visit.request().path();
    if (path.startsWith(Addresses.folder(SubjectType.ORDER))) {
      return documentScreen.answer(visit, SubjectType.ORDER);
    }
    if (path.startsWith(Addresses.folder(SubjectType.INVOICE))) {
      return documentScreen.answer(visit, SubjectType.INVOICE);
    }
    if (path.startsWith(Addresses.folder(SubjectType.PARTY))) {
      return documentScreen.answer(visit, SubjectType.PARTY);
    }
    if (path.startsWith(Addresses.DESK)) {
      return deskScreen.answer(visit);
    }
    if (path.equals(Addresses.TASKS)) {
      return taskScreen.answer(visit);
    }
    if (path.equals(Addresses.USER)) {
      return "POST".equals(visit.request().method())
          ? changeUser(visit)
          : screen.notAllowed(visit, "POST");
    }
    Optional<WebResponse> page = page(visit, path);
    return visit.reads() || page.isEmpty()
        ? page.orElseGet(() -> screen.notFound(visit))
        : screen.notAllowed(visit, "GET, HEAD");
  }

  private Optional<WebResponse> page(Visit visit, String path) {
    if (path.startsWith("/payments/")) {
      return Optional.of(bookScreens.payment(visit, path.substring("/payments/".length())));
    }
    if (path.equals(Addresses.MAILBOX) || path.startsWith(Addresses.MAILBOX + "/")) {
      return Optional.of(mailScreen.answer(visit));
    }
    return switch (path) {
      case Addresses.HOME -> Optional.of(bookScreens.home(visit));
      case Addresses.DOCUMENTS -> Optional.of(bookScreens.documents(visit));
      case Addresses.CUSTOMERS -> Optional.of(bookScreens.customers(visit));
      case Addresses.SIMULATORS -> Optional.of(screen.simulators(visit));
      case Addresses.BOOK -> Optional.of(bookScreens.book(visit));
      case "/health" -> Optional.of(health.answer());
      default -> Optional.ofNullable(files.get(path));
    };
  }

  private WebResponse changeUser(Visit visit) {
    String token = Requests.field(visit.request(), FormTokens.FIELD).orElse("");
    if (!tokens.holds(token, visit.session(), Addresses.USER)) {
      return screen.message(visit, 403, "PaylinkSample_TooOld", "PaylinkSample_TooOldUser");
    }
    Optional<User> user = Requests.field(visit.request(), "user").flatMap(User::of);
    if (user.isEmpty()) {
      return screen.message(visit, 422, "PaylinkSample_NoUser", "PaylinkSample_NoUserText");
    }
    String back = Addresses.ours(Requests.field(visit.request(), "back").orElse(""));
    return Replies.with(
        Replies.seeOther(back), "Set-Cookie", visit.session().as(user.get()).cookie(signer));
  }

  /**
   * Whether the browser meant this machine. A foreign name that leads here could let a foreign page
   * read ours; see https://en.wikipedia.org/wiki/DNS_rebinding.
   */
  private static boolean isForThisHost(WebRequest request) {
    String name = Requests.header(request, "host").orElse("").replaceFirst(":[0-9]{1,5}$", "");
    return name.equals("127.0.0.1") || name.equals("localhost") || name.equals("[::1]");
  }

  private static WebResponse elsewhere() {
    return Replies.text(421, "These pages are served as 127.0.0.1 and localhost only.\n");
  }

  private WebResponse failed(Visit visit, boolean database) {
    return screen.message(
        visit,
        database ? 503 : 500,
        database ? "PaylinkSample_DatabaseDown" : "PaylinkSample_Failed",
        "PaylinkSample_FailedText",
        "PaylinkSample_FailedWhy");
  }

  private static WebResponse file(String name, String contentType) {
    return Replies.with(
        Replies.bytes(200, contentType, HostTemplates.resource(name)),
        "Cache-Control",
        "max-age=300");
  }
}
