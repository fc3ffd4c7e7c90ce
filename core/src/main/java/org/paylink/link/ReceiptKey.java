package org.paylink.link;

import java.util.Map;
import org.paylink.records.Row;

/**
 * What makes a movement of money the same movement, whoever brings it.
 *
 * @param gatewayAccountId the account it moved on
 * @param externalRef the gateway's id of the movement, at most 255 characters
 * @param type what kind of movement
 */
public record ReceiptKey(String gatewayAccountId, String externalRef, ReceiptType type) {

  /** The key of a stored receipt or posting. */
  public static ReceiptKey of(Row row) {
    return new ReceiptKey(
        row.text("gatewayAccountId"),
        row.text("externalRef"),
        ReceiptType.valueOf(row.text("receiptType")));
  }

  /** What exceptions about this movement are known by. */
  public String about() {
    return gatewayAccountId + "\n" + externalRef + "\n" + type;
  }

  /** The key's fields. */
  public Map<String, Object> fields() {
    return Map.of(
        "gatewayAccountId", gatewayAccountId,
        "externalRef", externalRef,
        "receiptType", type.name());
  }
}
