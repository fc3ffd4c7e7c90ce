package org.paylink.proof;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.paylink.records.Query;
import org.paylink.records.Row;
import org.paylink.records.Unit;

/** Everything that is stored, to tell whether anything has changed. */
final class Tables {
  private static final List<String> ENTITIES =
      List.of(
          "PaymentLink",
          "PaymentLinkToken",
          "PaymentLinkRequest",
          "PaymentLinkGateway",
          "PaymentSubject",
          "PaymentAttempt",
          "PaymentReceipt",
          "PaymentPosting",
          "GatewayEvent",
          "PaymentLinkHistory",
          "PaymentLinkOutbox",
          "PaymentException",
          "HostTask",
          "SampleOrder",
          "SampleInvoice",
          "BookPayment",
          "BookApplication");

  private Tables() {}

  /** All rows but the clicks, which looking at a page adds to, by entity. */
  static Map<String, List<String>> of(World world) {
    return world.records.unit(
        unit -> {
          Map<String, List<String>> all = new TreeMap<>();
          ENTITIES.forEach(entity -> all.put(entity, rows(unit, entity)));
          return all;
        });
  }

  private static List<String> rows(Unit unit, String entity) {
    return unit.list(Query.from(entity)).stream().map(Tables::text).sorted().toList();
  }

  private static String text(Row row) {
    Map<String, Object> fields = new TreeMap<>(row.fields());
    fields.replaceAll(
        (name, value) -> value instanceof byte[] bytes ? Arrays.toString(bytes) : value);
    // Locks count up in it; it says nothing.
    fields.remove("lockStamp");
    return fields.toString();
  }
}
