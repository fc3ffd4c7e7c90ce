package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.Paylink;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;

/** A user of the host at the staff's pages. */
final class StaffPages {
  private final Paylink paylink;
  private final Actor actor;

  StaffPages(Paylink paylink, Actor actor) {
    this.paylink = paylink;
    this.actor = actor;
  }

  /** What a page shows, which has to be there. */
  String show(String page, Map<String, String> parameters) {
    DeskResult.Html html = (DeskResult.Html) result(page, parameters);
    assertThat(html.status()).as(html.html()).isEqualTo(200);
    return html.html();
  }

  DeskResult result(String page, Map<String, String> parameters) {
    return paylink.desk().show(page, request(parameters), Optional.empty());
  }

  /** What comes of a form. */
  DeskResult act(String page, Map<String, String> fields) {
    return paylink.desk().act(page, request(fields));
  }

  /** What comes of a form whose fields may have several values. */
  DeskResult actAll(String page, Map<String, List<String>> fields) {
    return paylink.desk().act(page, asked(fields));
  }

  /** Where a form leads, which has to do its work. */
  String leadsTo(String page, Map<String, String> fields) {
    DeskResult result = act(page, fields);
    if (result instanceof DeskResult.Html html) {
      throw new AssertionError("refused: " + html.html());
    }
    return ((DeskResult.SeeOther) result).address();
  }

  /** What a page says of a form it refuses. */
  String refuses(String page, Map<String, String> fields) {
    DeskResult.Html html = (DeskResult.Html) act(page, fields);
    assertThat(html.status()).isGreaterThanOrEqualTo(400);
    return html.html();
  }

  private DeskRequest request(Map<String, String> fields) {
    Map<String, List<String>> parameters = new HashMap<>();
    fields.forEach((name, value) -> parameters.put(name, List.of(value)));
    return asked(parameters);
  }

  private DeskRequest asked(Map<String, List<String>> parameters) {
    return new DeskRequest(
        parameters, actor, Locale.US, ZoneOffset.UTC, new StaffPlaces(), Optional.empty());
  }
}
