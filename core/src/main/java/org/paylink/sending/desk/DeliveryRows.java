package org.paylink.sending.desk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.paylink.link.Delivery;
import org.paylink.page.Words;

/** Who sent what when, and what became of it, as rows of a page. */
final class DeliveryRows {
  private DeliveryRows() {}

  static List<Map<String, Object>> of(List<Delivery> deliveries, Words words) {
    return deliveries.stream().map(delivery -> row(delivery, words)).toList();
  }

  private static Map<String, Object> row(Delivery delivery, Words words) {
    Map<String, Object> row = new HashMap<>();
    row.put("at", delivery.sentAt().orElse(delivery.createdAt()));
    row.put("what", words.text("PaylinkDelivery_" + delivery.kind()));
    row.put("to", to(delivery));
    row.put("by", words.actor(delivery.createdBy()));
    row.put("state", words.text("PaylinkDeliveryState_" + delivery.state()));
    row.put("tone", delivery.state().name().toLowerCase(java.util.Locale.ROOT));
    delivery.reason().ifPresent(r -> row.put("reason", words.text("PaylinkNotSent_" + r)));
    if (!delivery.answer().isEmpty()) {
      row.put("said", words.text("PaylinkCompose_Said", Map.of("said", delivery.answer())));
    }
    if (delivery.tries() > 1) {
      row.put(
          "tries",
          words.text("PaylinkCompose_Tries", Map.of("count", Long.toString(delivery.tries()))));
    }
    return row;
  }

  private static String to(Delivery delivery) {
    String address = delivery.recipient().orElse("");
    return delivery.recipientName().isEmpty()
        ? address
        : delivery.recipientName() + (address.isEmpty() ? "" : " <" + address + ">");
  }
}
