package org.paylink.sending;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paylink.link.DeliveryKind;

/**
 * What a text may name in braces. The label {@code PaylinkPlaceholder_<word>} says what it becomes.
 */
public enum Placeholder {
  PAYEE("payee", EnumSet.allOf(DeliveryKind.class)),
  PURPOSE("purpose", EnumSet.allOf(DeliveryKind.class)),
  DOCUMENT_NUMBER("documentNumber", EnumSet.allOf(DeliveryKind.class)),
  AMOUNT("amount", EnumSet.allOf(DeliveryKind.class)),
  RECIPIENT_NAME("recipientName", EnumSet.allOf(DeliveryKind.class)),
  VALID_UNTIL("validUntil", EnumSet.of(DeliveryKind.LINK)),
  /** The address of the customer's page; only in the text, never in a subject. */
  LINK("link", EnumSet.of(DeliveryKind.LINK)),
  REFERENCE("reference", EnumSet.of(DeliveryKind.CONFIRMATION)),
  PAID_ON("paidOn", EnumSet.of(DeliveryKind.CONFIRMATION)),
  NEWS("news", EnumSet.of(DeliveryKind.OWNER_NOTICE)),
  LINK_ID("linkId", EnumSet.of(DeliveryKind.OWNER_NOTICE));

  private final String word;
  private final Set<DeliveryKind> kinds;

  Placeholder(String word, Set<DeliveryKind> kinds) {
    this.word = word;
    this.kinds = kinds;
  }

  /** The word that stands in braces. */
  public String word() {
    return word;
  }

  /** The placeholder as it is written. */
  public String written() {
    return "{" + word + "}";
  }

  /** Those a text of a kind may name. */
  public static List<Placeholder> of(DeliveryKind kind) {
    return Arrays.stream(values()).filter(each -> each.kinds.contains(kind)).toList();
  }

  /** The one of a kind with this word. */
  static Optional<Placeholder> find(DeliveryKind kind, String word) {
    return of(kind).stream().filter(each -> each.word.equals(word)).findFirst();
  }
}
