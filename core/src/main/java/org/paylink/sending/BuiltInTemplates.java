package org.paylink.sending;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.DeliveryKind;
import org.paylink.page.Labels;

/** The texts of mails that come with Paylink, which stand in the label file. */
final class BuiltInTemplates {
  /** What each is for. */
  static final Map<String, DeliveryKind> KINDS =
      Map.of(
          Templates.LINK, DeliveryKind.LINK,
          Templates.RESEND, DeliveryKind.LINK,
          Templates.CONFIRMATION, DeliveryKind.CONFIRMATION,
          Templates.NOTICE, DeliveryKind.OWNER_NOTICE);

  /** Labels hold no line breaks: this sign stands for an empty line in them. */
  private static final String PARAGRAPH = " *¶ *";

  /** Backslash and n stand for a new line. */
  private static final String LINE = "\\n";

  private final Labels labels;

  BuiltInTemplates(Labels labels) {
    this.labels = labels;
  }

  /** The languages there are. */
  List<Locale> languages() {
    return labels.languages("PaylinkMail_link_text");
  }

  /** One in exactly this language. */
  Optional<MailTemplate> find(String id, Locale language) {
    String prefix = "PaylinkMail_" + id + "_";
    Optional<String> text =
        KINDS.containsKey(id) ? labels.raw(prefix + "text", language) : Optional.empty();
    return text.map(
        written ->
            new MailTemplate(
                id,
                KINDS.get(id),
                language,
                labels.raw(prefix + "name", language).orElse(id),
                new MessageText(
                    labels.raw(prefix + "subject", language).orElse(""),
                    String.join("\n\n", List.of(written.split(PARAGRAPH))).replace(LINE, "\n")),
                true,
                false));
  }
}
