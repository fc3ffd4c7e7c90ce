package org.paylink.embedded.http;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.embedded.mail.Mailbox;
import org.paylink.site.WebResponse;

/** Shows what arrived in the sample host's mailbox, as a mail program would. */
final class MailScreen {
  private static final String HTML = "/html";

  /** A mail is shown as it is: with its own style, and without anything that would be fetched. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'self'";

  private final Mailbox mailbox;
  private final Screen screen;

  MailScreen(Mailbox mailbox, Screen screen) {
    this.mailbox = mailbox;
    this.screen = screen;
  }

  /** All mails, or the one whose number stands in the path. */
  WebResponse answer(Visit visit) {
    String rest = visit.request().path().substring(Addresses.MAILBOX.length());
    if (rest.isEmpty()) {
      return screen.show(
          visit,
          200,
          "mailbox",
          Map.of("mails", mailbox.mails().stream().map(mail -> row(visit, mail)).toList()));
    }
    boolean html = rest.endsWith(HTML);
    String number = rest.substring(1, rest.length() - (html ? HTML.length() : 0));
    Optional<Mailbox.Mail> mail =
        number.matches("[0-9]{1,9}") ? mailbox.mail(Long.parseLong(number)) : Optional.empty();
    if (mail.isEmpty()) {
      return screen.notFound(visit);
    }
    return html ? html(mail.get()) : screen.show(visit, 200, "mail", row(visit, mail.get()));
  }

  private static WebResponse html(Mailbox.Mail mail) {
    byte[] page = mail.message().html().getBytes(StandardCharsets.UTF_8);
    return Replies.with(
        Replies.bytes(200, "text/html; charset=utf-8", page), "Content-Security-Policy", POLICY);
  }

  private static Map<String, Object> row(Visit visit, Mailbox.Mail mail) {
    Map<String, Object> row = new HashMap<>();
    row.put("url", Addresses.MAILBOX + "/" + mail.number());
    row.put("at", visit.words().formats().dateTime(mail.at()));
    row.put("from", mail.message().fromName());
    row.put("to", mail.message().to());
    row.put("toName", mail.message().toName());
    row.put("subject", mail.message().subject());
    row.put("text", mail.message().text());
    return row;
  }
}
