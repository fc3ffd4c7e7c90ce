package org.paylink.page;

/** Renders pages and panels as HTML. Safe for concurrent use; escapes everything it is given. */
public interface Pages {
  /** The customer's page, a whole document. */
  String publicPage(PublicView view);

  /**
   * What a content security policy has to allow for the customer's page to be styled, as a source
   * of {@code style-src}: the hash of its one style sheet. It needs nothing else but its forms.
   */
  String publicStyleSource();

  /** The panel, a fragment to be placed in a host's page as it is. */
  String panel(PanelView view, PanelContext context);
}
