package org.paylink.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A mail with everything filled in, ready to be written as HTML or as plain text.
 *
 * @param language the language its text is in
 * @param fromName who writes; the heading
 * @param subject one line
 * @param preview what a mail program shows beside the subject: no amount, no name of the recipient
 * @param paragraphs each of parts that follow each other
 * @param testMoney whether to say that no real money moves
 */
public record MailView(
    Locale language,
    String fromName,
    String subject,
    String preview,
    List<List<Part>> paragraphs,
    boolean testMoney) {

  /**
   * Text, or the link's address.
   *
   * @param isLink whether the text is an address to be followed; alone in its paragraph it is a
   *     button
   */
  public record Part(String text, boolean isLink) {}

  /** The plain part of the mail. */
  public String text(String testNotice) {
    StringBuilder text = new StringBuilder();
    if (testMoney) {
      text.append(testNotice).append("\n\n");
    }
    for (List<Part> paragraph : paragraphs) {
      paragraph.forEach(part -> text.append(part.text()));
      text.append("\n\n");
    }
    return text.toString().stripTrailing() + "\n";
  }

  /** What the template of the HTML part, and a page that shows a preview, are given. */
  public Map<String, Object> model() {
    return Map.of(
        "language", language.toLanguageTag(),
        "fromName", fromName,
        "subject", subject,
        "preview", preview,
        "paragraphs", paragraphs.stream().map(MailView::paragraph).toList(),
        "testMoney", testMoney);
  }

  private static Map<String, Object> paragraph(List<Part> parts) {
    if (parts.size() == 1 && parts.get(0).isLink()) {
      return Map.of("button", parts.get(0).text());
    }
    return Map.of(
        "parts",
        parts.stream()
            .map(part -> Map.<String, Object>of("text", part.text(), "link", part.isLink()))
            .toList());
  }

  @Override
  public String toString() {
    // It may hold the link's address, which is never logged.
    return "mail in " + language;
  }
}
