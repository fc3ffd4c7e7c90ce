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
    model.put("user", visit.user().login());
    model.put("users", Arrays.stream(User.values()).map(User::login).toList());
    model.put("userToken", tokens.issue(visit.session(), Addresses.USER));
    model.put("seesBooks", visit.user().maySeeBooks());
    model.put("seesLinks", visit.user().actor().may(Permission.VIEW));
    model.put("makesLinks", visit.user().actor().may(Permission.CREATE));
    model.put("setsRules", visit.user().actor().may(Permission.ADMIN));
    if (!simulators.isEmpty()) {
      model.put("simulator", Addresses.SIMULATORS);
    }
    return replies.page(status, templates.render(template, model, visit.words()));
  }

  /** Which simulators there are. */
  WebResponse simulators(Visit visit) {
    List<Map<String, String>> rows =
        simulators.entrySet().stream()
            .map(e -> Map.of("name", e.getKey(), "url", e.getValue().toString()))
            .toList();
    return show(visit, 200, "simulators", Map.of("simulators", rows));
  }

  /**
   * A page that only says something, such as that there is no such page.
   *
   * @param title the label of what happened
   * @param sentences the labels of what it means and what to do
   */
  WebResponse message(Visit visit, int status, String title, String... sentences) {
    List<String> said = Arrays.stream(sentences).map(visit.words()::text).toList();
    return show(
        visit, status, "message", Map.of("title", visit.words().text(title), "sentences", said));
  }

  /** There is no such page. */
  WebResponse notFound(Visit visit) {
    return message(visit, 404, "PaylinkSample_NoPage", "PaylinkSample_NoPageText");
  }

  /** The address is there, but not for this method. */
  WebResponse notAllowed(Visit visit, String allowed) {
    WebResponse page =
        message(visit, 405, "PaylinkSample_NotAllowed", "PaylinkSample_NotAllowedText");
    return Replies.with(page, "Allow", allowed);
  }
}
