package org.paylink.panel;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.link.Subject;
import org.paylink.records.Unit;

/** Which links a party's panel shows: the open ones first, its own before those of documents. */
final class PartyLinks {
  /** So many are shown; the list of all links has the rest. */
  static final int MOST = 20;

  private PartyLinks() {}

  static List<PaymentLink> read(Unit unit, Subject party) {
    List<PaymentLink> open = Links.ofPayer(unit, party.id(), true, MOST);
    List<PaymentLink> closed = Links.ofPayer(unit, party.id(), false, MOST);
    Comparator<PaymentLink> ownFirst =
        Comparator.comparing(link -> !link.subject().type().isOnAccount());
    return Stream.concat(open.stream().sorted(ownFirst), closed.stream().sorted(ownFirst))
        .limit(MOST)
        .toList();
  }
}
