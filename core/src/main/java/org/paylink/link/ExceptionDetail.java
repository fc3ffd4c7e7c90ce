package org.paylink.link;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSyntaxException;
import com.google.gson.reflect.TypeToken;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.paylink.money.Money;

/**
 * What is known of an exception besides its kind: facts for the label {@code PaylinkDetail_<kind>},
 * so that each reader gets them in their own language.
 *
 * @param facts by their names in the label; amounts in major units with their currency
 */
public record ExceptionDetail(Map<String, String> facts) {
  /** The name of words that are shown as they are, because someone else wrote them. */
  public static final String MESSAGE = "message";

  private static final int LONGEST = 250;
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();
  private static final TypeToken<Map<String, String>> FACTS = new TypeToken<>() {};

  /** Keeps a copy. */
  public ExceptionDetail {
    facts = Map.copyOf(facts);
  }

  /** A sum; none when it isn't known. */
  public static ExceptionDetail amount(Optional<Money> amount) {
    return new ExceptionDetail(
        amount.map(sum -> Map.of("amount", sum.toString())).orElse(Map.of()));
  }

  /** What was asked and what was taken. */
  public static ExceptionDetail difference(Money asked, Money taken) {
    return new ExceptionDetail(Map.of("asked", asked.toString(), "taken", taken.toString()));
  }

  /** A payment at the gateway, and its sum if the gateway says it. */
  public static ExceptionDetail payment(String reference, Optional<Money> amount) {
    Map<String, String> facts = new HashMap<>(amount(amount).facts());
    facts.put("reference", reference);
    return new ExceptionDetail(facts);
  }

  /** What a notification is called, and its id at the gateway. */
  public static ExceptionDetail notification(String type, String id) {
    return new ExceptionDetail(Map.of("type", type, "id", id));
  }

  /** A sum that goes back or came again, and why, in the gateway's code. */
  public static ExceptionDetail reversal(Money amount, String reason) {
    return new ExceptionDetail(Map.of("amount", amount.toString(), "reason", reason));
  }

  /** A checkout. */
  public static ExceptionDetail attempt(String attemptId) {
    return new ExceptionDetail(Map.of("attempt", attemptId));
  }

  /** So many tries. */
  public static ExceptionDetail count(long tries) {
    return new ExceptionDetail(Map.of("count", Long.toString(tries)));
  }

  /** Words of the host, such as why its ledger refused. */
  public static ExceptionDetail message(String words) {
    return new ExceptionDetail(Map.of(MESSAGE, words));
  }

  /** One of the facts; empty when it isn't known. */
  public String fact(String name) {
    return facts.getOrDefault(name, "");
  }

  /** As a column holds it: at most 250 characters, for which the longest facts are cut. */
  String stored() {
    Map<String, String> cut = new TreeMap<>(facts);
    String text = JSON.toJson(cut);
    while (text.length() > LONGEST) {
      int over = text.length() - LONGEST;
      Map.Entry<String, String> longest =
          cut.entrySet().stream()
              .max(Comparator.comparing(each -> each.getValue().length()))
              .orElseThrow();
      int most = Math.max(2, longest.getValue().length() - Math.max(1, over / 6));
      cut.put(longest.getKey(), Texts.shortened(longest.getValue(), most));
      text = JSON.toJson(cut);
    }
    return text;
  }

  /** Reads what a column holds, also what was stored as an English text before. */
  public static ExceptionDetail read(ExceptionKind kind, String stored) {
    if (stored.startsWith("{")) {
      try {
        Map<String, String> facts = JSON.fromJson(stored, FACTS);
        facts.values().removeIf(Objects::isNull);
        return new ExceptionDetail(facts);
      } catch (JsonSyntaxException e) {
        // A message of the host that happens to begin so.
      }
    }
    return stored.isBlank() ? new ExceptionDetail(Map.of()) : old(kind, stored);
  }

  private static ExceptionDetail old(ExceptionKind kind, String text) {
    return switch (kind) {
      case AMOUNT_DIFFERS, CURRENCY_DIFFERS ->
          parts(text, "asked (.+), taken (.+)", "asked", "taken");
      case AMOUNT_ABSENT, CLOSED_LINK_PAID, OVERPAID, ORDER_NOT_APPROVED ->
          parts(text, "(-?[0-9.]+ [A-Z]{3})", "amount");
      case UNKNOWN_PAYMENT -> parts(text, "(\\S+) (-?[0-9.]+ [A-Z]{3})", "reference", "amount");
      case REVERSED_AT_GATEWAY -> parts(text, "(\\S+) (\\S+)", "type", "id");
      case SESSION_NOT_CLOSED -> attempt(text);
      case TOO_MANY_ATTEMPTS -> parts(text, "([0-9]+)", "count");
      // These were never stored otherwise than as facts, but for a ledger's words.
      case POSTING_FAILED, REFUNDED_AT_GATEWAY, REFUND_FAILED, DISPUTE_OPENED -> message(text);
    };
  }

  /** The parts of a text by their names; the text itself when it isn't made so. */
  private static ExceptionDetail parts(String text, String pattern, String... names) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.matches()) {
      return message(text);
    }
    Map<String, String> facts = new HashMap<>();
    for (int i = 0; i < names.length; i++) {
      facts.put(names[i], matcher.group(i + 1));
    }
    return new ExceptionDetail(facts);
  }
}
