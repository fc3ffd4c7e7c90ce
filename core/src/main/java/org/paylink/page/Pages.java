package org.paylink.page;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Renders pages and panels as HTML. Safe for concurrent use; escapes everything it is given. */
public interface Pages {
  /** The customer's page, a whole document. */
  default String publicPage(PublicView view) {
    return publicPage(view, List.of());
  }

  /** The customer's page with the languages it can be read in. */
  String publicPage(PublicView view, List<LanguageChoice> languages);

  /** The languages pages are written in. */
  List<Locale> languages();

  /**
   * What a content security policy names as the source of the customer page's style, such as its
   * hash.
   */
  String publicStyleSource();

  /** The panel, a fragment to be placed in a host's page as it is. */
  String panel(PanelView view, PanelContext context);

  /** A page of the desk, a fragment to be placed in a host's page as it is. */
  String desk(DeskView view, DeskPlaces places, Locale locale, ZoneId zone);

  /** The HTML part of a mail, a whole document. */
  String mail(MailView view);

  /** Labels and formats for a reader. */
  Words words(Locale locale, ZoneId zone);

  /** A title or other text in a reader's words. */
  String text(String labelKey, Map<String, String> facts, Locale locale, ZoneId zone);
}
