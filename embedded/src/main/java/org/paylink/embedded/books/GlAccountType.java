package org.paylink.embedded.books;

import java.util.Map;
import org.paylink.records.Unit;

/** What an organization's accounts are used for. */
public enum GlAccountType {
  /** Money that is at a gateway or on its way to the bank. */
  CLEARING,
  /** Payments that no invoice has taken in yet. */
  UNAPPLIED,
  /** What customers owe. */
  RECEIVABLE,
  /** What was credited to customers. */
  RETURNS,
  /** What gateways keep. */
  FEES;

  /**
   * The account of an organization.
   *
   * @throws MissingMapping when an admin has to say which one it is
   */
  String account(Unit unit, String organizationPartyId) {
    return unit.find("BookAccountMapping", key(organizationPartyId))
        .flatMap(row -> row.optionalText("glAccountId"))
        .orElseThrow(() -> new MissingMapping(organizationPartyId + " has no account for " + this));
  }

  Map<String, Object> key(String organizationPartyId) {
    return Map.of("organizationPartyId", organizationPartyId, "glAccountTypeId", name());
  }

  /** An organization has not said which account to use. */
  static final class MissingMapping extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingMapping(String message) {
      super(message);
    }
  }
}
