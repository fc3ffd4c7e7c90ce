package org.paylink.sending;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.host.Directory;
import org.paylink.host.Host;
import org.paylink.host.Mailer;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryChannel;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.Links;
import org.paylink.link.Outbox;
import org.paylink.link.PaymentLink;
import org.paylink.link.PaymentReceipt;
import org.paylink.money.Money;
import org.paylink.page.Formats;
import org.paylink.page.MailView;
import org.paylink.page.Pages;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * Makes a delivery ready to be handed over: takes it for this node, finds who gets it, fills in the
 * text. Within one unit.
 */
final class PrepareMail {
  /** For so long no other node takes the same delivery; longer than a transport may take. */
  private static final Duration CLAIM = Duration.ofMinutes(5);

  private final Host host;
  private final LinkUrls urls;
  private final Pages pages;
  private final Templates templates;

  PrepareMail(Host host, LinkUrls urls, Pages pages, Templates templates) {
    this.host = host;
    this.urls = urls;
    this.pages = pages;
    this.templates = templates;
  }

  /**
   * What is to be done with a delivery.
   *
   * @param delivery as it is stored now; absent when another node has taken it
   * @param message what is to be handed over; absent when there is nothing to be
   * @param reason why there is no message
   */
  record Prepared(
      Optional<Delivery> delivery,
      Optional<Mailer.Message> message,
      Optional<DeliveryReason> reason) {}

  Prepared prepare(Unit unit, Row row) {
    Optional<Delivery> delivery = Deliveries.find(unit, row.text("outboxId"));
    if (delivery.isEmpty() || !claim(unit, row)) {
      return new Prepared(Optional.empty(), Optional.empty(), Optional.empty());
    }
    if (delivery.get().state() == DeliveryState.UNKNOWN
        && delivery.get().tries() >= DeliverMail.MOST_UNKNOWN) {
      return nothing(delivery.get(), DeliveryReason.OUTCOME_UNKNOWN);
    }
    PaymentLink link = Links.find(unit, delivery.get().linkId()).orElseThrow();
    return switch (delivery.get().kind()) {
      case LINK -> link(unit, delivery.get(), link);
      case CONFIRMATION -> confirmation(unit, delivery.get(), link);
      case OWNER_NOTICE -> notice(unit, delivery.get(), link);
    };
  }

  private boolean claim(Unit unit, Row row) {
    long tries = row.number("tries");
    return unit.update(
            Outbox.ENTITY,
            Map.of("outboxId", row.text("outboxId"), "state", "WAITING", "tries", tries),
            Map.of("tries", tries + 1, "dueAt", host.clock().instant().plus(CLAIM)))
        == 1;
  }

  private Prepared link(Unit unit, Delivery delivery, PaymentLink link) {
    if (!link.isOpenAt(host.clock().instant())) {
      return nothing(delivery, DeliveryReason.LINK_CLOSED);
    }
    MailFacts facts = MailFacts.of(unit, host, link);
    Locale language = Locale.forLanguageTag(delivery.localeTag());
    MessageText message =
        new MessageText(delivery.subject().orElseThrow(), delivery.text().orElseThrow());
    Map<Placeholder, String> values =
        facts.ofLink(formats(language, link), delivery.recipientName(), urls.of(link));
    return ready(unit, delivery, facts.view(message, language, values));
  }

  private Prepared confirmation(Unit unit, Delivery delivery, PaymentLink link) {
    Optional<Delivery> addressed =
        delivery.recipient().isPresent() ? Optional.of(delivery) : payer(unit, delivery, link);
    Optional<PaymentReceipt> receipt =
        Links.receiptsOf(unit, link.id()).stream()
            .filter(each -> delivery.receipt().filter(each.key()::equals).isPresent())
            .findFirst();
    if (addressed.isEmpty() || receipt.isEmpty()) {
      return nothing(delivery, DeliveryReason.NO_ADDRESS);
    }
    MailTemplate template = template(unit, Templates.CONFIRMATION, link.localeTag());
    Formats formats = formats(template.language(), link);
    MailFacts facts = MailFacts.of(unit, host, link);
    Map<Placeholder, String> values =
        facts.ofConfirmation(formats, addressed.get().recipientName(), receipt.get());
    store(unit, addressed.get(), template);
    return ready(
        unit, addressed.get(), facts.view(template.message(), template.language(), values));
  }

  /** Who got the link gets the confirmation; else the payer's main address. */
  private Optional<Delivery> payer(Unit unit, Delivery delivery, PaymentLink link) {
    Optional<Delivery> sent =
        Deliveries.ofLink(unit, link.id()).stream()
            .filter(each -> each.kind() == DeliveryKind.LINK)
            .filter(each -> each.state() == DeliveryState.SENT)
            .findFirst();
    if (sent.isPresent()) {
      return Optional.of(
          delivery.to(
              sent.get().recipient().orElseThrow(),
              sent.get().recipientName(),
              sent.get().recipientPartyId()));
    }
    return link.payerPartyId()
        .flatMap(party -> host.directory().primary(unit, party))
        .flatMap(contact -> to(delivery, contact));
  }

  private Prepared notice(Unit unit, Delivery delivery, PaymentLink link) {
    Optional<Directory.Contact> owner = host.directory().user(unit, link.createdBy());
    Optional<Delivery> addressed = owner.flatMap(contact -> to(delivery, contact));
    if (addressed.isEmpty()) {
      return nothing(delivery, DeliveryReason.NO_ADDRESS);
    }
    String tag = owner.flatMap(Directory.Contact::language).map(Locale::toLanguageTag).orElse("en");
    MailTemplate template = template(unit, Templates.NOTICE, tag);
    Money amount =
        Links.receiptsOf(unit, link.id()).stream()
            .filter(each -> delivery.receipt().filter(each.key()::equals).isPresent())
            .findFirst()
            .map(PaymentReceipt::amount)
            .orElse(link.amount());
    MailFacts facts = MailFacts.of(unit, host, link);
    Map<Placeholder, String> values =
        facts.ofNotice(
            MailFacts.formats(template.language(), tag, host.settings().zone()),
            addressed.get().recipientName(),
            delivery.occasion().orElseThrow(),
            amount,
            pages);
    store(unit, addressed.get(), template);
    return ready(
        unit, addressed.get(), facts.view(template.message(), template.language(), values));
  }

  private MailTemplate template(Unit unit, String id, String localeTag) {
    return templates.find(unit, id, Locale.forLanguageTag(localeTag)).orElseThrow();
  }

  private Formats formats(Locale language, PaymentLink link) {
    return MailFacts.formats(language, link.localeTag(), host.settings().zone());
  }

  private static void store(Unit unit, Delivery delivery, MailTemplate template) {
    Map<String, Object> changes = new HashMap<>();
    changes.put("channel", DeliveryChannel.EMAIL.name());
    changes.put("recipient", delivery.recipient().orElseThrow());
    changes.put("recipientName", delivery.recipientName());
    changes.put("recipientPartyId", delivery.recipientPartyId().orElse(null));
    changes.put("localeTag", template.language().toLanguageTag());
    changes.put("subject", template.message().subject());
    changes.put("messageText", template.message().text());
    unit.update(Delivery.ENTITY, Map.of("deliveryId", delivery.id()), changes);
  }

  /** From here on nobody can say whether it was taken, until the transport's answer is stored. */
  private Prepared ready(Unit unit, Delivery delivery, MailView view) {
    Instant now = host.clock().instant();
    unit.update(
        Delivery.ENTITY,
        Map.of("deliveryId", delivery.id()),
        Map.of(
            "state",
            DeliveryState.UNKNOWN.name(),
            "reason",
            DeliveryReason.OUTCOME_UNKNOWN.name(),
            "tries",
            delivery.tries() + 1,
            "triedAt",
            now));
    String testNotice =
        pages.text("PaylinkPage_TestMoney", Map.of(), view.language(), host.settings().zone());
    Mailer.Message message =
        new Mailer.Message(
            delivery.id(),
            view.fromName(),
            delivery.recipient().orElseThrow(),
            delivery.recipientName(),
            view.subject(),
            view.text(testNotice),
            pages.mail(view),
            view.language());
    return new Prepared(
        Deliveries.find(unit, delivery.id()), Optional.of(message), Optional.empty());
  }

  private static Prepared nothing(Delivery delivery, DeliveryReason reason) {
    return new Prepared(Optional.of(delivery), Optional.empty(), Optional.of(reason));
  }

  private static Optional<Delivery> to(Delivery delivery, Directory.Contact contact) {
    return EmailAddress.of(contact.email())
        .map(address -> delivery.to(address, contact.name(), contact.partyId()));
  }
}
