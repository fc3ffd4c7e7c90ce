package org.paylink.sending.desk;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Directory;
import org.paylink.host.Host;
import org.paylink.link.Deliveries;
import org.paylink.link.Delivery;
import org.paylink.link.DeliveryKind;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.StatusRule;
import org.paylink.sending.EmailAddress;

/**
 * What is known when somebody composes a mail.
 *
 * @param contacts those whose address can be used
 * @param deliveries the newest first
 */
record ComposeFacts(
    PaymentLink link,
    StatusRule.Facts status,
    boolean open,
    List<Directory.Contact> contacts,
    List<Delivery> deliveries) {

  /** Reads them in one unit. */
  static ComposeFacts of(Host host, String linkId) {
    Instant now = host.clock().instant();
    return host.records()
        .unit(
            unit -> {
              PaymentLink link = Links.require(unit, linkId);
              return new ComposeFacts(
                  link,
                  Links.facts(unit, link),
                  link.isOpenAt(now),
                  host.directory().contacts(unit, link.subject(), link.payerPartyId()).stream()
                      .filter(contact -> EmailAddress.of(contact.email()).isPresent())
                      .toList(),
                  Deliveries.ofLink(unit, linkId));
            });
  }

  /** Whether it was handed over for a customer before. */
  boolean sentBefore() {
    return lastSent().isPresent();
  }

  /** The newest mail that brought the link to somebody. */
  Optional<Delivery> lastSent() {
    return deliveries.stream()
        .filter(each -> each.kind() == DeliveryKind.LINK && each.sentAt().isPresent())
        .findFirst();
  }

  /** Whom it is proposed to be sent to: who got it before, else the first contact. */
  List<String> proposed() {
    return lastSent()
        .flatMap(Delivery::recipient)
        .or(() -> contacts.stream().findFirst().map(Directory.Contact::email))
        .stream()
        .toList();
  }
}
