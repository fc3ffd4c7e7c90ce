package org.paylink.sending;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Actor;
import org.paylink.host.Directory;
import org.paylink.host.Host;
import org.paylink.host.Permission;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Deliveries;
import org.paylink.link.DeliveryKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.page.Formats;
import org.paylink.page.MailView;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;
import org.paylink.records.Unit;

/** Sends a link to those who are to pay: checks what is asked and queues one mail for each. */
public final class SendLink {
  private static final int MOST_RECIPIENTS = 20;
  private static final int LONGEST_NAME = 100;

  private final Host host;
  private final LinkUrls urls;

  /** For a host. */
  public SendLink(Host host, LinkUrls urls) {
    this.host = host;
    this.urls = urls;
  }

  /**
   * A wish to send a link, as a person or a service gave it; nothing in it is trusted.
   *
   * @param linkId the link
   * @param requestKey makes the same wish sent twice one mail; 1 to 60 characters
   * @param recipients e-mail addresses, each of which gets a mail of its own
   * @param templateId what the text was made from
   * @param languageTag the language it is written in
   * @param subject with placeholders
   * @param text with placeholders, {@code {link}} among them
   */
  public record Request(
      String linkId,
      String requestKey,
      List<String> recipients,
      String templateId,
      String languageTag,
      String subject,
      String text) {}

  /**
   * A checked wish.
   *
   * @param recipients addresses with who they belong to
   */
  private record Checked(
      PaymentLink link, Map<String, Directory.Contact> recipients, MessageText message) {}

  /**
   * Queues the mails, in one unit. A payment that is under way stands in nobody's way.
   *
   * @return the ids of the deliveries, also when the same wish was sent before
   * @throws PaylinkException of kind USER or OPERATOR; nothing is sent then
   */
  public List<String> queue(Request request, Actor actor) {
    actor.require(Permission.CREATE);
    if (request.requestKey().isBlank() || request.requestKey().length() > 60) {
      throw new PaylinkException(Problem.REQUEST_KEY_MISSING);
    }
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              PaymentLink found = Links.require(unit, request.linkId());
              Links.lockSubject(unit, found.subject());
              Links.lock(unit, found.id());
              Checked checked = check(unit, request, now);
              List<String> ids = new ArrayList<>();
              checked
                  .recipients()
                  .forEach(
                      (address, contact) ->
                          ids.add(queue(unit, checked, address, contact, request, actor, now)));
              return ids;
            });
  }

  /**
   * The mail as its recipient will see it, but for the address, which is made when it is sent.
   *
   * @throws PaylinkException as {@link #queue} would
   */
  public MailView preview(Request request, Actor actor) {
    actor.require(Permission.CREATE);
    Instant now = host.clock().instant();
    Locale language = Templates.language(request.languageTag());
    return host.records()
        .unit(
            unit -> {
              Checked checked = check(unit, request, now);
              String name =
                  checked.recipients().values().stream()
                      .findFirst()
                      .map(Directory.Contact::name)
                      .orElse("");
              Formats formats =
                  MailFacts.formats(language, checked.link().localeTag(), host.settings().zone());
              MailFacts facts = MailFacts.of(unit, host, checked.link());
              return facts.view(
                  checked.message(), language, facts.ofLink(formats, name, urls.base() + "/pay/…"));
            });
  }

  /**
   * The wish to send a link in the words of a template.
   *
   * @param recipients none means the first contact of the document
   * @param templateId absent means the one for a first sending, or for another one
   * @param languageTag absent means the link's
   * @throws PaylinkException LINK_UNKNOWN, TEMPLATE_UNKNOWN
   */
  public Request fromTemplate(
      String linkId,
      String requestKey,
      List<String> recipients,
      Optional<String> templateId,
      Optional<String> languageTag,
      Templates templates) {
    return host.records()
        .unit(
            unit -> {
              PaymentLink link = Links.require(unit, linkId);
              String id =
                  templateId.orElse(
                      Deliveries.isSent(unit, linkId) ? Templates.RESEND : Templates.LINK);
              Locale wanted = Locale.forLanguageTag(languageTag.orElse(link.localeTag()));
              MailTemplate template =
                  templates
                      .find(unit, id, wanted)
                      .filter(found -> found.kind() == DeliveryKind.LINK)
                      .orElseThrow(() -> new PaylinkException(Problem.TEMPLATE_UNKNOWN));
              List<String> to =
                  recipients.isEmpty()
                      ? host
                          .directory()
                          .contacts(unit, link.subject(), link.payerPartyId())
                          .stream()
                          .map(Directory.Contact::email)
                          .limit(1)
                          .toList()
                      : recipients;
              return new Request(
                  linkId,
                  requestKey,
                  to,
                  id,
                  template.language().toLanguageTag(),
                  template.message().subject(),
                  template.message().text());
            });
  }

  private Checked check(Unit unit, Request request, Instant now) {
    PaymentLink link = Links.require(unit, request.linkId());
    if (!link.isOpenAt(now)) {
      throw new PaylinkException(Problem.LINK_CLOSED_NOT_SENT, Map.of("linkId", link.id()));
    }
    Templates.language(request.languageTag());
    Map<String, Directory.Contact> recipients = recipients(unit, link, request.recipients());
    return new Checked(link, recipients, message(link, request));
  }

  /** The text, in which nobody's address of a link stands: it would be stored. */
  private MessageText message(PaymentLink link, Request request) {
    String text = request.text().replace(urls.of(link), Placeholder.LINK.written());
    String subject = request.subject();
    if (text.contains(urls.base() + "/pay/") || subject.contains(urls.base() + "/pay/")) {
      throw new PaylinkException(
          Problem.MAIL_HOLDS_ADDRESS,
          Map.of("field", subject.contains(urls.base() + "/pay/") ? "subject" : "text"));
    }
    return MessageText.checked(DeliveryKind.LINK, subject, text);
  }

  private Map<String, Directory.Contact> recipients(
      Unit unit, PaymentLink link, List<String> typed) {
    List<Directory.Contact> known =
        host.directory().contacts(unit, link.subject(), link.payerPartyId());
    Map<String, Directory.Contact> recipients = new LinkedHashMap<>();
    for (String each : typed.stream().filter(address -> !address.isBlank()).toList()) {
      String address = EmailAddress.checked(each, "recipient");
      recipients.put(address, contact(known, each.strip(), address));
    }
    if (recipients.isEmpty()) {
      throw new PaylinkException(Problem.RECIPIENT_MISSING, Map.of("field", "recipient"));
    }
    if (recipients.size() > MOST_RECIPIENTS) {
      throw new PaylinkException(
          Problem.RECIPIENTS_TOO_MANY,
          Map.of("most", Integer.toString(MOST_RECIPIENTS), "field", "recipient"));
    }
    return recipients;
  }

  private static Directory.Contact contact(
      List<Directory.Contact> known, String typed, String address) {
    return known.stream()
        .filter(contact -> contact.email().strip().equals(typed))
        .findFirst()
        .orElse(
            new Directory.Contact(
                Optional.empty(), "", address, Directory.Purpose.OTHER, Optional.empty()));
  }

  private static String queue(
      Unit unit,
      Checked checked,
      String address,
      Directory.Contact contact,
      Request request,
      Actor actor,
      Instant now) {
    String id = Deliveries.key("S", checked.link().id(), request.requestKey(), address);
    String name = contact.name();
    Deliveries.queueLink(
        unit,
        id,
        checked.link().id(),
        new Deliveries.Wish(
            address,
            name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
            contact.partyId(),
            request.templateId(),
            request.languageTag(),
            checked.message().subject(),
            checked.message().text(),
            actor.userLoginId()),
        now);
    return id;
  }
}
