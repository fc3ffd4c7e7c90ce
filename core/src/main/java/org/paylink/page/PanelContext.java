package org.paylink.page;

/** What a host adds to a panel it places: its addresses and its protection against forged forms. */
public interface PanelContext {
  /** The forms and links of the panel. */
  enum Action {
    /**
     * POST: create a link. Fields: see {@link PanelView.CreateForm}, and {@code replace=Y} to
     * replace the live one.
     */
    CREATE,
    /** POST: cancel a link; fields {@code paymentLinkId}, {@code reason}. */
    CANCEL,
    /** POST: ask the gateway now what became of a link; field {@code paymentLinkId}. */
    CHECK,
    /** GET: this page again, with {@code paylinkShow} or {@code paylinkCancel} naming a link. */
    SHOW
  }

  /**
   * The address of an action; parameters are added by the template as form fields or after {@code
   * ?} or {@code &}.
   */
  String url(Action action);

  /** Hidden fields that the host wants in a form of this action, as HTML; may be empty. */
  String hiddenFields(Action action);

  /** The host's page of a payment, or nothing when this user may not see it. */
  java.util.Optional<String> paymentUrl(String paymentId);

  /** The host's page of a document or party, or nothing when this user may not see it. */
  java.util.Optional<String> documentUrl(org.paylink.link.Subject subject);

  /** The address of a page of the desk, from where the panel stands. */
  String deskUrl(String page, java.util.Map<String, String> parameters);
}
