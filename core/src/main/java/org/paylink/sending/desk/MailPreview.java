package org.paylink.sending.desk;

import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.paylink.page.MailView;
import org.paylink.page.Pages;

/** A mail as a page shows it before it is sent. */
final class MailPreview {
  private MailPreview() {}

  static Map<String, Object> of(MailView mail, Pages pages) {
    Map<String, Object> model = new HashMap<>(mail.model());
    // The button is in the mail's language, which need not be the user's.
    model.put(
        "button", pages.text("PaylinkMail_Button", Map.of(), mail.language(), ZoneOffset.UTC));
    return model;
  }
}
