package org.paylink.embedded.http;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.page.PanelContext;

/** What the sample host adds to the panel in a document's page. */
final class HostPanel implements PanelContext {
  private final String page;
  private final Session session;
  private final FormTokens tokens;

  /**
   * For a panel.
   *
   * @param page the address of the document's page
   */
  HostPanel(String page, Session session, FormTokens tokens) {
    this.page = page;
    this.session = session;
    this.tokens = tokens;
  }

  @Override
  public String url(Action action) {
    return switch (action) {
      case SHOW -> page;
      case CREATE, CANCEL, CHECK -> page + "/" + action.name().toLowerCase(Locale.ROOT);
    };
  }

  @Override
  public String hiddenFields(Action action) {
    // A token holds no character that HTML would have to escape.
    return "<input type=\"hidden\" name=\""
        + FormTokens.FIELD
        + "\" value=\""
        + tokens.issue(session, url(action))
        + "\">";
  }

  @Override
  public Optional<String> paymentUrl(String paymentId) {
    return session.user().maySeeBooks()
        ? Optional.of(Addresses.payment(paymentId))
        : Optional.empty();
  }

  @Override
  public Optional<String> documentUrl(Subject subject) {
    return Optional.of(Addresses.document(subject));
  }

  @Override
  public String deskUrl(String page, Map<String, String> parameters) {
    return HostPlaces.deskPage(page, parameters);
  }
}
