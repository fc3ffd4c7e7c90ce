package org.paylink.embedded.http;

import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.host.Permission;
import org.paylink.site.WebResponse;

/** Puts a page into the frame all pages of the host share: who one is, and where one can go. */
final class Screen {
  private final HostTemplates templates;
  private final Replies replies;
  private final FormTokens tokens;
  private final Map<String, URI> simulators;

  /**
   * A frame.
   *
   * @param simulators the pages of simulators, by whose they are
   */
  Screen(HostTemplates templates, Replies replies, FormTokens tokens, Map<String, URI> simulators) {
    this.templates = templates;
    this.replies = replies;
    this.tokens = tokens;
    this.simulators = simulators;
  }

  /** A page. */
  WebResponse show(Visit visit, int status, String template, Map<String, Object> content) {
    Map<String, Object> model = new HashMap<>(content);
    model.put("path", visit.reads() ? Addresses.ours(visit.request().path()) : Addresses.HOME);
    model.put("user", user(visit.user()));
    model.put("users", Arrays.stream(User.values()).map(Screen::user).toList());
    model.put("userToken", tokens.issue(visit.session(), Addresses.USER));
    model.put("seesBooks", visit.user().maySeeBooks());
    model.put("seesLinks", visit.user().actor().may(Permission.VIEW));
    model.put("makesLinks", visit.user().actor().may(Permission.CREATE));
    model.put("setsRules", visit.user().actor().may(Permission.ADMIN));
    if (!simulators.isEmpty()) {
      model.put("simulator", Addresses.SIMULATORS);
    }
    return replies.page(status, templates.render(template, model));
  }

  /** Which simulators there are. */
  WebResponse simulators(Visit visit) {
    List<Map<String, String>> rows =
        simulators.entrySet().stream()
            .map(e -> Map.of("name", e.getKey(), "url", e.getValue().toString()))
            .toList();
    return show(visit, 200, "simulators", Map.of("simulators", rows));
  }

  /** A page that only says something, such as that there is no such page. */
  WebResponse message(Visit visit, int status, String title, String... sentences) {
    return show(visit, status, "message", Map.of("title", title, "sentences", List.of(sentences)));
  }

  /** There is no such page. */
  WebResponse notFound(Visit visit) {
    return message(
        visit,
        404,
        "There is no such page",
        "Nothing was changed. Perhaps the address is incomplete, or the data was emptied since.");
  }

  /** The address is there, but not for this method. */
  WebResponse notAllowed(Visit visit, String allowed) {
    WebResponse page =
        message(
            visit,
            405,
            "That can't be done here",
            "Nothing was changed. Go back and use the buttons on the page.");
    return Replies.with(page, "Allow", allowed);
  }

  private static Map<String, Object> user(User user) {
    return Map.of("login", user.login(), "title", user.title(), "describes", user.describes());
  }
}
