package org.paylink.page;

import java.util.Map;
import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.page.PanelContext.Action;

/** Where the panel's links and forms lead; each can only lead to a page. */
final class PanelAddresses {
  private static final String HERE = "#paylink-panel";

  private final PanelContext context;

  PanelAddresses(PanelContext context) {
    this.context = context;
  }

  /** Where a form of the panel goes. */
  String form(Action action) {
    return Addresses.checked(context.url(action));
  }

  /** This page again, at the panel. */
  String here() {
    return form(Action.SHOW) + HERE;
  }

  /** This page again, with the URL of a link in the panel. */
  String copy(String linkId) {
    return Addresses.with(context.url(Action.SHOW), "paylinkShow", linkId) + HERE;
  }

  /** This page again, which asks whether a link is to be cancelled. */
  String cancel(String linkId) {
    return Addresses.with(context.url(Action.SHOW), "paylinkCancel", linkId) + HERE;
  }

  /** A page of the desk. */
  String desk(String page, Map<String, String> parameters) {
    return Addresses.checked(context.deskUrl(page, parameters));
  }

  /** The host's page of a payment, or nothing when this user may not see it. */
  Optional<String> payment(String paymentId) {
    return context.paymentUrl(paymentId).map(Addresses::checked);
  }

  /** The host's page of a document or party, or nothing when this user may not see it. */
  Optional<String> document(Subject subject) {
    return context.documentUrl(subject).map(Addresses::checked);
  }
}
