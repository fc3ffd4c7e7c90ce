package org.paylink.embedded.books;

import java.util.Optional;
import org.paylink.host.Ledger.FeeRequest;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/** What gateways keep, as an expense against the clearing account. */
final class Fees {
  private final Unit unit;

  Fees(Unit unit) {
    this.unit = unit;
  }

  void book(FeeRequest request) {
    String organization = request.organizationPartyId();
    String fees = GlAccountType.FEES.account(unit, organization);
    String clearing = GlAccountType.CLEARING.account(unit, organization);
    boolean kept = request.amount().isPositive();
    Money nothing = Money.zero(request.amount().currency());
    Entries.transferOnce(
        unit,
        new Entries.Transfer(
            request.entryId(),
            organization,
            Optional.empty(),
            kept ? request.amount() : nothing.minus(request.amount()),
            kept ? fees : clearing,
            kept ? clearing : fees));
  }
}
