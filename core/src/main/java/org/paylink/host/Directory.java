package org.paylink.host;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.paylink.link.Subject;
import org.paylink.records.Unit;

/**
 * The host's people and how to reach them. Everything is read inside the given unit and nothing is
 * changed.
 */
public interface Directory {

  /**
   * Whom a document's link may be sent to: the document's own contacts first, then the payer's. No
   * address twice; at most twenty; empty when the host knows none.
   *
   * @param payerPartyId the payer, when the document or the link names one
   */
  List<Contact> contacts(Unit unit, Subject subject, Optional<String> payerPartyId);

  /** A party's primary e-mail address. */
  Optional<Contact> primary(Unit unit, String partyId);

  /**
   * The person behind a login of the host; absent when the login, or an address of it, is unknown.
   */
  Optional<Contact> user(Unit unit, String userLoginId);

  /** What an address is there for. */
  enum Purpose {
    /** The document names it. */
    DOCUMENT,
    /** Where the party wants its bills. */
    BILLING,
    /** The party's main address. */
    PRIMARY,
    /** Any other address of the party. */
    OTHER
  }

  /**
   * One way to reach somebody.
   *
   * @param partyId whose it is; absent when the host only knows the address
   * @param name what the person or company is called; may be empty
   * @param email the address as the host holds it; not checked
   * @param purpose what it is there for
   * @param language the language the party reads, if the host knows
   */
  record Contact(
      Optional<String> partyId,
      String name,
      String email,
      Purpose purpose,
      Optional<Locale> language) {}
}
