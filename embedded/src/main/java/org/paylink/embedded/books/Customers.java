package org.paylink.embedded.books;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.paylink.host.Ledger.Payer;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** The sample host's parties that are no organizations of its own. */
public final class Customers {
  private static final int MOST = 1_000;

  private Customers() {}

  /** All of them, by their ids. */
  public static List<Payer> all(Unit unit) {
    return unit.list(Query.from("SampleParty").orderBy("partyId").limit(MOST)).stream()
        .filter(row -> row.optionalText("baseCurrencyUomId").isEmpty())
        .map(Customers::payer)
        .toList();
  }

  static Optional<Payer> find(Unit unit, String partyId) {
    return unit.find("SampleParty", Map.of("partyId", partyId)).map(Customers::payer);
  }

  static List<Payer> search(Unit unit, String text, int most) {
    String typed = text.strip().toLowerCase(Locale.ROOT);
    return typed.isEmpty()
        ? List.of()
        : all(unit).stream()
            .filter(payer -> matches(payer, typed))
            .sorted(Comparator.comparing(payer -> !payer.partyId().equalsIgnoreCase(typed)))
            .limit(most)
            .toList();
  }

  private static boolean matches(Payer payer, String typed) {
    String name = payer.name().toLowerCase(Locale.ROOT);
    return payer.partyId().toLowerCase(Locale.ROOT).startsWith(typed)
        || Stream.of(typed.split("\\s+", -1)).allMatch(name::contains);
  }

  private static Payer payer(Row row) {
    String partyId = row.text("partyId");
    return new Payer(partyId, row.optionalText("partyName").orElse(partyId));
  }
}
