package org.paylink.link;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/**
 * The words a link can be found by. They are stored one a row and folded to {@code a-z0-9}, in
 * which every database sorts alike, so that the beginning of a word is found by its key and no
 * table is read. Words that a link had before stay: it is still found by them.
 */
public final class SearchTerms {
  private static final String ENTITY = "PaymentLinkTerm";
  private static final int LONGEST_TERM = 60;
  private static final int MOST_TERMS = 40;

  private SearchTerms() {}

  /** Stores the words of these texts for a link; what is there already stays. */
  public static void store(Unit unit, String linkId, List<String> texts) {
    Set<String> terms = new LinkedHashSet<>();
    texts.forEach(text -> terms.addAll(words(text)));
    terms.stream()
        .limit(MOST_TERMS)
        .map(term -> Map.of("term", term, "paymentLinkId", linkId))
        .filter(key -> unit.find(ENTITY, key).isEmpty())
        .forEach(key -> unit.insert(ENTITY, key));
  }

  /** Forgets all words of a link, and stores those of these texts. */
  public static void replace(Unit unit, String linkId, List<String> texts) {
    for (Row row : unit.list(Query.from(ENTITY).equal("paymentLinkId", linkId))) {
      unit.delete(ENTITY, Map.of("term", row.text("term"), "paymentLinkId", linkId));
    }
    store(unit, linkId, texts);
  }

  /** Links with a word that begins so; at most {@code most} of them, in no order. */
  public static Set<String> linksOf(Unit unit, String word, int most) {
    Set<String> found = new LinkedHashSet<>();
    // No folded word sorts after its own beginning filled up with the last letter.
    String last = word + "z".repeat(Math.max(0, LONGEST_TERM - word.length()));
    unit
        .list(
            Query.from(ENTITY)
                .atLeast("term", word)
                .atMost("term", last)
                .orderBy("term")
                .orderBy("paymentLinkId")
                .limit(most))
        .stream()
        .map((Row row) -> row.text("paymentLinkId"))
        .forEach(found::add);
    return found;
  }

  /** The folded words of a text, each at most 60 characters. */
  public static List<String> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replace("ß", "ss");
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    plain
        .codePoints()
        .forEach(
            character -> {
              if (Character.isLetterOrDigit(character)) {
                word.append(folded(character));
              } else {
                add(words, word);
              }
            });
    add(words, word);
    return words;
  }

  /** Letters of other scripts are written as numbers, all alike, so that beginnings stay so. */
  private static String folded(int character) {
    boolean plain =
        (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
    return plain ? Character.toString(character) : "x%05x".formatted(character);
  }

  private static void add(List<String> words, StringBuilder word) {
    if (!word.isEmpty()) {
      words.add(word.substring(0, Math.min(word.length(), LONGEST_TERM)));
      word.setLength(0);
    }
  }
}
