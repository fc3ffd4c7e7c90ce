package org.paylink.page;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.paylink.money.Currencies;
import org.paylink.money.Money;
import org.paylink.policy.Sentence;
import org.paylink.problem.Problem;

/** Labels and formats for one reader. Text that comes out of it is not escaped for HTML. */
public final class Words {
  private static final Pattern MONEY = Pattern.compile("-?\\d{1,15}(\\.\\d{1,4})? [A-Z]{3}");
  private static final Set<String> AMOUNTS =
      Set.of("amount", "open", "minimum", "received", "from", "to", "left");

  /** Facts that are codes, and the labels that hold their words. */
  private static final Map<String, String> CODES =
      Map.of(
          "kind", "PaylinkException_",
          "delivery", "PaylinkDelivery_",
          "notSent", "PaylinkNotSent_",
          "decline", "PaylinkDeclineReason_",
          "problem", "PaylinkProblem_",
          "status", "PaylinkStatus_",
          "mode", "PaylinkMode_",
          "device", "PaylinkDevice_",
          "method", "PaylinkHandMethod_");

  private final Labels labels;
  private final Locale locale;
  private final Formats formats;

  /** Words for a reader's locale and zone. */
  public Words(Labels labels, Locale locale, ZoneId zone) {
    this.labels = labels;
    this.locale = locale;
    this.formats = new Formats(labels.wordsLocale(locale), zone);
  }

  /** How this reader writes money and time. */
  public Formats formats() {
    return formats;
  }

  /** The language the words are in, for {@code lang}. */
  public Locale language() {
    return formats.words();
  }

  /** The labels themselves. */
  public Labels labels() {
    return labels;
  }

  /** A text that needs no facts; see {@link Labels#text(String, Locale, Map)}. */
  public String text(String key) {
    return text(key, Map.of());
  }

  /** A text with facts, which are written as this reader writes them. */
  public String text(String key, Map<String, String> facts) {
    return labels.text(key, locale, forReader(facts));
  }

  /** As {@link #text(String, Map)}, for keys that may be unknown. */
  public Optional<String> find(String key, Map<String, String> facts) {
    return labels.find(key, locale, forReader(facts));
  }

  /** Who acted: a login as it is, the customer, the gateway and Paylink by their names. */
  public String actor(String actor) {
    String name = actor.replaceAll("^<(\\w+)>$", "$1");
    return name.equals(actor) ? actor : find("PaylinkActor_" + name, Map.of()).orElse(actor);
  }

  /** A problem's sentence for users of the host. */
  public String problem(Problem problem, Map<String, String> facts) {
    return text(problem.labelKey(), facts);
  }

  /** A rule's sentence. */
  public String sentence(Sentence sentence) {
    return text(sentence.labelKey(), sentence.facts());
  }

  private Map<String, String> forReader(Map<String, String> facts) {
    Map<String, String> written = new HashMap<>();
    facts.forEach((name, value) -> written.put(name, forReader(name, value, facts)));
    return written;
  }

  private String forReader(String name, String value, Map<String, String> facts) {
    if (CODES.containsKey(name)) {
      return labels.find(CODES.get(name) + value, locale, Map.of()).orElse(value);
    }
    String currency = facts.getOrDefault("currency", "");
    String amount =
        AMOUNTS.contains(name) && value.indexOf(' ') < 0 ? value + " " + currency : value;
    return MONEY.matcher(amount).matches() ? money(amount).orElse(value) : value;
  }

  private Optional<String> money(String amount) {
    String[] parts = amount.split(" ", 2);
    if (!Currencies.isKnown(parts[1])) {
      return Optional.empty();
    }
    try {
      return Optional.of(formats.money(Money.ofMajor(parts[1], parts[0])));
    } catch (ArithmeticException e) {
      // Not an amount of that currency, which may be what the sentence is about: leave it as it is.
      return Optional.empty();
    }
  }
}
