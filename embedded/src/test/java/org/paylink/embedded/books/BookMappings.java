package org.paylink.embedded.books;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.paylink.contract.LedgerFixture.Account;
import org.paylink.records.Records;

/** Which accounts the sample company uses; cases take some of them away for a moment. */
final class BookMappings {
  private final Records records;
  private final SampleBooks books;
  private final Map<Account, String> taken = new EnumMap<>(Account.class);

  BookMappings(Records records, SampleBooks books) {
    this.records = records;
    this.books = books;
  }

  String account(Account account) {
    return records.unit(unit -> type(account).account(unit, SampleData.COMPANY));
  }

  void remove(Account account) {
    taken.put(account, account(account));
    change(account, Optional.empty());
  }

  void restore(Account account) {
    change(account, Optional.of(taken.get(account)));
  }

  private void change(Account account, Optional<String> glAccountId) {
    records.run(unit -> books.changeMapping(unit, SampleData.COMPANY, type(account), glAccountId));
  }

  private static GlAccountType type(Account account) {
    return GlAccountType.valueOf(account.name());
  }
}
