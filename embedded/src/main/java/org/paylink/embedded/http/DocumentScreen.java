package org.paylink.embedded.http;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.Paylink;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.IssueRequest;
import org.paylink.issuing.Issued;
import org.paylink.link.SubjectType;
import org.paylink.page.PanelView;
import org.paylink.panel.Panels;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/**
 * An order's, invoice's or customer's page, with the panel in it, and what the panel's forms do.
 */
final class DocumentScreen {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ANCHOR = "#paylink-panel";

  private final Host host;
  private final Paylink paylink;
  private final HostBooks books;
  private final Screen screen;
  private final FormTokens tokens;

  DocumentScreen(Host host, Paylink paylink, HostBooks books, Screen screen, FormTokens tokens) {
    this.host = host;
    this.paylink = paylink;
    this.books = books;
    this.screen = screen;
    this.tokens = tokens;
  }

  /** Answers a request below the folder of the type. */
  WebResponse answer(Visit visit, SubjectType type) {
    String rest = visit.request().path().substring(Addresses.folder(type).length());
    String[] parts = rest.split("/", 3);
    if (!parts[0].matches("[A-Za-z0-9_-]{1,20}") || parts.length > 2) {
      return screen.notFound(visit);
    }
    Optional<HostBooks.Paper> paper = books.paper(type, parts[0]);
    if (paper.isEmpty()) {
      return screen.notFound(visit);
    }
    if (parts.length == 1) {
      return visit.reads()
          ? show(visit, paper.get(), 200, done(visit), Optional.empty())
          : screen.notAllowed(visit, "GET, HEAD");
    }
    if (!parts[1].matches("create|cancel|check")) {
      return screen.notFound(visit);
    }
    return "POST".equals(visit.request().method())
        ? act(visit, paper.get(), parts[1])
        : screen.notAllowed(visit, "POST");
  }

  private WebResponse act(Visit visit, HostBooks.Paper paper, String action) {
    String token = Requests.field(visit.request(), FormTokens.FIELD).orElse("");
    if (!tokens.holds(token, visit.session(), visit.request().path())) {
      return refused(visit, paper, 403, new PaylinkException(Problem.FORM_EXPIRED));
    }
    try {
      String page = Addresses.document(paper.subject());
      return switch (action) {
        case "create" -> Replies.seeOther(page + create(visit, paper) + ANCHOR);
        case "cancel" -> Replies.seeOther(page + cancel(visit) + ANCHOR);
        default -> Replies.seeOther(page + check(visit) + ANCHOR);
      };
    } catch (PaylinkException e) {
      int status =
          switch (e.problem().kind()) {
            case USER, BUYER -> e.problem() == Problem.PERMISSION_MISSING ? 403 : 422;
            case OPERATOR, GATEWAY, UNKNOWN_OUTCOME, OURS -> 503;
          };
      return refused(visit, paper, status, e);
    }
  }

  private String create(Visit visit, HostBooks.Paper paper) {
    WebRequest request = visit.request();
    boolean replace = Requests.field(request, "replace").filter("Y"::equals).isPresent();
    Issued issued =
        paylink.issue(
            new IssueRequest(
                Requests.field(request, "requestKey").orElse(""),
                paper.subject().type(),
                paper.subject().id(),
                paper.subject().type().isOnAccount()
                    ? Requests.field(request, "organizationPartyId")
                    : Optional.of(paper.subject().organizationPartyId()),
                // A field that is there but empty is not the same as none: it is refused.
                Requests.field(request, "amount"),
                Requests.field(request, "currencyUomId"),
                Requests.field(request, "purpose"),
                // The form says that empty means no end, which a request writes as 0.
                Requests.field(request, "validityDays").map(days -> days.isBlank() ? "0" : days),
                request.form().getOrDefault("gatewayAccountId", List.of()),
                replace,
                Requests.field(request, "additional").filter("Y"::equals).isPresent(),
                visit.locale().toLanguageTag(),
                "screen"),
            visit.user().actor());
    String done = issued.created() ? (replace ? "replaced" : "created") : "same";
    return "?paylinkShow=" + issued.linkId() + "&done=" + done;
  }

  private String cancel(Visit visit) {
    String link = Requests.field(visit.request(), "paymentLinkId").orElse("");
    paylink.cancel(link, Requests.field(visit.request(), "reason"), visit.user().actor());
    return "?done=cancelled&link=" + URLEncoder.encode(link, StandardCharsets.UTF_8);
  }

  private String check(Visit visit) {
    String link = Requests.field(visit.request(), "paymentLinkId").orElse("");
    if (!paylink.checkNow(link, visit.user().actor())) {
      throw new PaylinkException(Problem.GATEWAY_UNREACHABLE);
    }
    return "?done=checked";
  }

  /** The page again, with why nothing was done, and what was typed. */
  private WebResponse refused(
      Visit visit, HostBooks.Paper paper, int status, PaylinkException problem) {
    PanelView.Notice notice =
        new PanelView.Notice(Optional.of(problem.problem()), Optional.empty(), problem.facts());
    return show(visit, paper, status, Optional.of(notice), Optional.of(visit.request()));
  }

  private WebResponse show(
      Visit visit,
      HostBooks.Paper paper,
      int status,
      Optional<PanelView.Notice> notice,
      Optional<WebRequest> typed) {
    Panels.Wish wish =
        new Panels.Wish(
            Requests.parameter(visit.request(), "paylinkShow"),
            Requests.parameter(visit.request(), "paylinkCancel"),
            requestKey(),
            notice,
            visit.locale(),
            host.settings().zone());
    Optional<String> panel =
        paylink
            .panels()
            .of(paper.subject().type(), paper.subject().id(), visit.user().actor(), wish)
            .map(view -> typed.map(request -> withTyped(view, request)).orElse(view))
            .map(view -> paylink.pages().panel(view, context(visit, paper)));
    Map<String, Object> model = new HashMap<>(new PaperModel(visit.words()).of(paper));
    panel.ifPresent(html -> model.put("panel", HostTemplates.markup(html)));
    String template = paper.subject().type().isOnAccount() ? "customer" : "document";
    return screen.show(visit, status, template, model);
  }

  private HostPanel context(Visit visit, HostBooks.Paper paper) {
    return new HostPanel(Addresses.document(paper.subject()), visit.session(), tokens);
  }

  private Optional<PanelView.Notice> done(Visit visit) {
    Optional<String> cancelled =
        Requests.parameter(visit.request(), "link").filter(link -> link.matches("[\\w-]{1,20}"));
    if (cancelled.isPresent() && visit.user().actor().may(Permission.VIEW)) {
      return paylink.panels().cancelled(cancelled.get());
    }
    return Requests.parameter(visit.request(), "done")
        .filter(done -> done.matches("created|replaced|same|cancelled|checked"))
        .map(
            done ->
                new PanelView.Notice(
                    Optional.empty(), Optional.of("PaylinkNotice_" + done), Map.of()));
  }

  /** The form with what the user typed, so that only the mistake has to be mended. */
  private static PanelView withTyped(PanelView view, WebRequest request) {
    Optional<PanelView.CreateForm> form =
        view.createForm()
            .filter(prefilled -> Requests.field(request, "amount").isPresent())
            .map(
                prefilled ->
                    new PanelView.CreateForm(
                        prefilled.requestKey(),
                        Requests.field(request, "amount").orElseThrow(),
                        Requests.field(request, "currencyUomId").orElse(prefilled.currency()),
                        Requests.field(request, "purpose").orElse(prefilled.purpose()),
                        Requests.field(request, "validityDays").orElse(prefilled.validityDays()),
                        prefilled.accounts(),
                        request.form().getOrDefault("gatewayAccountId", prefilled.accountIds()),
                        prefilled.liveLinkId(),
                        prefilled.policy()));
    return new PanelView(
        view.subject(),
        view.rows(),
        form.or(view::createForm),
        view.whyNot(),
        view.shown(),
        view.cancelling(),
        view.notice(),
        view.now(),
        view.locale(),
        view.zone());
  }

  private static String requestKey() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
