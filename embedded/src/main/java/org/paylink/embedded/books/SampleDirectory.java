package org.paylink.embedded.books;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.host.Directory;
import org.paylink.link.Subject;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** The sample host's customers, and its users, whose addresses are made of their logins. */
public final class SampleDirectory implements Directory {
  private static final Set<String> USERS = Set.of("sales", "accountant", "admin");

  @Override
  public List<Contact> contacts(Unit unit, Subject subject, Optional<String> payerPartyId) {
    Optional<String> customer =
        new Documents(unit).row(subject).flatMap(row -> row.optionalText("otherPartyId"));
    return customer
        .or(() -> payerPartyId)
        .flatMap(party -> primary(unit, party))
        .map(List::of)
        .orElse(List.of());
  }

  @Override
  public Optional<Contact> primary(Unit unit, String partyId) {
    return unit.find("SampleParty", Map.of("partyId", partyId))
        .filter(row -> row.optionalText("emailAddress").isPresent())
        .map(SampleDirectory::contact);
  }

  @Override
  public Optional<Contact> user(Unit unit, String userLoginId) {
    return USERS.contains(userLoginId)
        ? Optional.of(
            new Contact(
                Optional.empty(),
                "",
                userLoginId + "@example.com",
                Purpose.PRIMARY,
                Optional.of(Locale.ENGLISH)))
        : Optional.empty();
  }

  private static Contact contact(Row row) {
    return new Contact(
        Optional.of(row.text("partyId")),
        row.optionalText("partyName").orElse(""),
        row.text("emailAddress"),
        Purpose.PRIMARY,
        row.optionalText("localeTag").map(Locale::forLanguageTag));
  }
}
