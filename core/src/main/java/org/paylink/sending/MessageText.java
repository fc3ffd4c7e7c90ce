package org.paylink.sending;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.paylink.link.DeliveryKind;
import org.paylink.page.MailView;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

/**
 * A subject and a text with placeholders in braces. A part in square brackets that names a
 * placeholder is left out when there is nothing to put there. An empty line begins a paragraph.
 *
 * @param subject one line
 * @param text lines end with a line feed
 */
public record MessageText(String subject, String text) {
  /** Most characters of a subject. */
  public static final int LONGEST_SUBJECT = 150;

  /** Most characters of a text. */
  public static final int LONGEST_TEXT = 4000;

  private static final Pattern BRACES = Pattern.compile("\\{([^{}\\n]{0,40})\\}");
  private static final Pattern OPTIONAL_PART = Pattern.compile("\\[([^\\[\\]{}]*\\{[^\\[\\]]*)]");
  private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\p{Cf}\u2028\u2029]+");
  private static final Pattern CONTROLS_BUT_LINES = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");

  /**
   * What a person typed, brought into shape and checked.
   *
   * @throws PaylinkException MAIL_TEXT_MISSING, MAIL_TEXT_TOO_LONG, PLACEHOLDER_UNKNOWN,
   *     PLACEHOLDER_LINK_MISSING; the fact {@code field} is {@code subject} or {@code text}
   */
  public static MessageText checked(DeliveryKind kind, String subject, String text) {
    MessageText shaped =
        new MessageText(line(subject), lines(text.replace("\r\n", "\n").replace('\r', '\n')));
    check(kind, "subject", shaped.subject(), LONGEST_SUBJECT);
    check(kind, "text", shaped.text(), LONGEST_TEXT);
    if (shaped.subject().contains(Placeholder.LINK.written())) {
      throw unknown(kind, Placeholder.LINK.written(), "subject");
    }
    if (kind == DeliveryKind.LINK && !shaped.text().contains(Placeholder.LINK.written())) {
      throw new PaylinkException(Problem.PLACEHOLDER_LINK_MISSING, Map.of("field", "text"));
    }
    return shaped;
  }

  /** The subject with its placeholders filled in; always one line. */
  public String subject(Map<Placeholder, String> values) {
    return line(fill(subject, values));
  }

  /** The paragraphs with their placeholders filled in. Values stay text, whatever is in them. */
  public List<List<MailView.Part>> paragraphs(Map<Placeholder, String> values) {
    String address = values.getOrDefault(Placeholder.LINK, "");
    List<List<MailView.Part>> paragraphs = new ArrayList<>();
    for (String paragraph : text.split("\\n[ \\t]*\\n\\s*")) {
      List<MailView.Part> parts = new ArrayList<>();
      String[] around = withoutEmptyParts(paragraph, values).split("\\{link\\}", -1);
      for (int i = 0; i < around.length; i++) {
        String written = filled(around[i], values);
        // An address alone on its line becomes a button, so blanks around it don't count.
        if (around.length == 1 || !written.isBlank()) {
          parts.add(new MailView.Part(written, false));
        }
        if (i + 1 < around.length) {
          parts.add(new MailView.Part(address, true));
        }
      }
      parts.removeIf(part -> !part.isLink() && part.text().isBlank());
      if (!parts.isEmpty()) {
        paragraphs.add(List.copyOf(parts));
      }
    }
    return List.copyOf(paragraphs);
  }

  private static void check(DeliveryKind kind, String field, String text, int longest) {
    if (text.isBlank()) {
      throw new PaylinkException(Problem.MAIL_TEXT_MISSING, Map.of("field", field));
    }
    if (text.length() > longest) {
      throw new PaylinkException(
          Problem.MAIL_TEXT_TOO_LONG, Map.of("field", field, "most", Integer.toString(longest)));
    }
    Matcher braces = BRACES.matcher(text);
    while (braces.find()) {
      if (Placeholder.find(kind, braces.group(1)).isEmpty()) {
        throw unknown(kind, braces.group(), field);
      }
    }
  }

  private static PaylinkException unknown(DeliveryKind kind, String placeholder, String field) {
    String known =
        Placeholder.of(kind).stream()
            .filter(each -> each != Placeholder.LINK || field.equals("text"))
            .map(Placeholder::written)
            .collect(Collectors.joining(", "));
    return new PaylinkException(
        Problem.PLACEHOLDER_UNKNOWN,
        Map.of("placeholder", placeholder, "known", known, "field", field));
  }

  private static String fill(String text, Map<Placeholder, String> values) {
    return filled(withoutEmptyParts(text, values), values);
  }

  private static String withoutEmptyParts(String text, Map<Placeholder, String> values) {
    return OPTIONAL_PART
        .matcher(text)
        .replaceAll(
            part -> Matcher.quoteReplacement(hasAll(part.group(1), values) ? part.group(1) : ""));
  }

  private static boolean hasAll(String part, Map<Placeholder, String> values) {
    return BRACES
        .matcher(part)
        .results()
        .noneMatch(braces -> value(braces, values).map(String::isBlank).orElse(false));
  }

  private static String filled(String text, Map<Placeholder, String> values) {
    return BRACES
        .matcher(text)
        .replaceAll(
            braces -> Matcher.quoteReplacement(value(braces, values).orElse(braces.group())));
  }

  private static java.util.Optional<String> value(
      MatchResult braces, Map<Placeholder, String> values) {
    for (Placeholder placeholder : Placeholder.values()) {
      if (placeholder.word().equals(braces.group(1))) {
        return java.util.Optional.of(line(values.getOrDefault(placeholder, "")));
      }
    }
    return java.util.Optional.empty();
  }

  private static String line(String text) {
    return CONTROLS.matcher(text).replaceAll(" ").replaceAll(" {2,}", " ").strip();
  }

  private static String lines(String text) {
    return CONTROLS_BUT_LINES.matcher(text).replaceAll(" ").strip();
  }
}
