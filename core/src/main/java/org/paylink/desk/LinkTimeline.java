package org.paylink.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.link.History;
import org.paylink.link.PaymentLink;
import org.paylink.page.ExceptionWords;
import org.paylink.page.Words;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** What happened to a link, in words, the newest first. */
final class LinkTimeline {
  private static final int MOST = 500;
  private static final int MOST_CLICKS = 50;

  private final Words words;

  LinkTimeline(Words words) {
    this.words = words;
  }

  private record Line(Instant at, String text, String actor) {}

  List<Map<String, Object>> of(Unit unit, PaymentLink link) {
    List<Line> lines = new ArrayList<>();
    for (History.Entry entry : History.read(unit, link.id(), MOST)) {
      Map<String, String> facts = new HashMap<>(ExceptionWords.facts(entry, words));
      facts.putAll(entry.personal());
      String text = words.find("PaylinkEvent_" + entry.event(), facts).orElse(entry.event());
      lines.add(line(entry.at(), text, entry.actor()));
    }
    clicks(unit, link).forEach(row -> lines.add(click(row)));
    // The history's own order is kept where moments are the same.
    lines.sort(Comparator.comparing(Line::at).reversed());
    return lines.stream()
        .map(
            line ->
                Map.<String, Object>of(
                    "at", line.at(),
                    "iso", line.at().toString(),
                    "text", line.text(),
                    "actor", line.actor()))
        .toList();
  }

  private static List<Row> clicks(Unit unit, PaymentLink link) {
    return unit.list(
        Query.from("PaymentLinkClick")
            .equal("paymentLinkId", link.id())
            .equal("visitorKind", "PERSON")
            .orderBy("-clickedAt")
            .limit(MOST_CLICKS));
  }

  private Line click(Row row) {
    return line(
        row.moment("clickedAt").orElseThrow(),
        words.text("PaylinkEvent_opened", Map.of("device", row.optionalText("device").orElse(""))),
        "<customer>");
  }

  /** Who is no user of the host's, and named in the text already, is not named once more. */
  private Line line(Instant at, String text, String actor) {
    String name = LinksPage.actor(actor, words);
    boolean said = actor.startsWith("<") && text.contains(name.replaceFirst("^(the|der) ", ""));
    return new Line(at, text, said ? "" : name);
  }
}
