package org.paylink.page;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.paylink.page.PublicView.Offer;
import org.paylink.page.PublicView.Paid;
import org.paylink.page.PublicView.State;

/** The named facts under the amount. */
final class PublicRows {
  private final PublicView view;
  private final Formats formats;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  private PublicRows(PublicView view, Formats formats) {
    this.view = view;
    this.formats = formats;
  }

  /** Rows of a label's key, a value, and whether the value is a code to be copied exactly. */
  static List<Map<String, Object>> of(PublicView view, Words words) {
    PublicRows rows = new PublicRows(view, words.formats());
    view.offer().ifPresent(rows::offered);
    view.paid().ifPresent(rows::paid);
    return rows.rows;
  }

  private void offered(Offer offer) {
    add("PaylinkPage_For", offer.purpose(), false);
    offer.documentNumber().ifPresent(number -> add("PaylinkPage_Document", number, false));
    if (PublicStates.isOver(view.state())) {
      add("PaylinkPage_Asked", formats.money(offer.amount()), false);
    }
    if (PublicStates.showsValidity(view.state())) {
      boolean ended = view.state() == State.EXPIRED;
      String key = ended ? "PaylinkPage_WasValidUntil" : "PaylinkPage_PayUntil";
      offer.validUntil().ifPresent(until -> add(key, moment(until), false));
    }
  }

  private void paid(Paid paid) {
    if (!PublicStates.isReceived(view.state()) || view.offer().isEmpty()) {
      add("PaylinkPage_ReceivedSoFar", formats.money(paid.amount()), false);
    }
    paid.method().ifPresent(method -> add("PaylinkPage_PaidWith", method, false));
    add("PaylinkPage_ReceivedAt", moment(paid.at()), false);
    add("PaylinkPage_PaymentReference", paid.gatewayReference(), true);
  }

  /** A date and time that may be broken between the two only. */
  private String moment(Instant at) {
    return formats
        .longDateTime(at)
        .replace(' ', '\u00a0')
        .replaceFirst("(\\d{4}[^\\d\u00a0]*)\u00a0", "$1 ");
  }

  private void add(String key, String value, boolean code) {
    rows.add(Map.of("name", key, "value", value, "code", code));
  }
}
