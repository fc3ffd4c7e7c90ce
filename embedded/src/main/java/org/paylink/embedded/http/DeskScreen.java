package org.paylink.embedded.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.Paylink;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Host;
import org.paylink.page.DeskNotice;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/** The pages of the desk in the sample host's frame. */
final class DeskScreen {
  private static final int MOST_NOTICES = 1_000;

  private final Host host;
  private final Paylink paylink;
  private final Screen screen;
  private final FormTokens tokens;
  private final Map<String, DeskNotice> notices =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, DeskNotice> eldest) {
              return size() > MOST_NOTICES;
            }
          });

  DeskScreen(Host host, Paylink paylink, Screen screen, FormTokens tokens) {
    this.host = host;
    this.paylink = paylink;
    this.screen = screen;
    this.tokens = tokens;
  }

  /** Answers a request below {@code /paylink/}. */
  WebResponse answer(Visit visit) {
    String name = visit.request().path().substring(Addresses.DESK.length());
    if (visit.reads()) {
      // Whoever asks for the head alone doesn't see the notice, which is said once.
      Optional<DeskNotice> notice =
          "GET".equals(visit.request().method())
              ? Optional.ofNullable(notices.remove(visit.session().id()))
              : Optional.empty();
      return answer(visit, paylink.desk().show(name, request(visit, visit.request()), notice));
    }
    if (!"POST".equals(visit.request().method())) {
      return screen.notAllowed(visit, "GET, HEAD, POST");
    }
    DeskRequest request = request(visit, visit.request());
    String token = Requests.field(visit.request(), FormTokens.FIELD).orElse("");
    return answer(
        visit,
        tokens.holds(token, visit.session(), visit.request().path())
            ? paylink.desk().act(name, request)
            : paylink.desk().again(name, new PaylinkException(Problem.FORM_EXPIRED), request));
  }

  private DeskRequest request(Visit visit, WebRequest request) {
    return new DeskRequest(
        visit.reads() ? request.query() : request.form(),
        visit.user().actor(),
        visit.locale(),
        host.settings().zone(),
        new HostPlaces(visit.session(), tokens),
        Optional.empty());
  }

  private WebResponse answer(Visit visit, DeskResult result) {
    if (result instanceof DeskResult.SeeOther other) {
      other.notice().ifPresent(notice -> notices.put(visit.session().id(), notice));
      return Replies.seeOther(other.address());
    }
    if (result instanceof DeskResult.Download file) {
      return Replies.with(
          Replies.bytes(200, file.contentType(), file.content()),
          "Content-Disposition",
          "attachment; filename=\"" + file.fileName() + "\"");
    }
    DeskResult.Html page = (DeskResult.Html) result;
    return screen.show(
        visit,
        page.status(),
        "desk",
        Map.of("title", page.title(), "content", HostTemplates.markup(page.html())));
  }
}
