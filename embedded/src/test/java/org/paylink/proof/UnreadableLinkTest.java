package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.paylink.desk.DeskResult;
import org.paylink.issuing.Issued;
import org.paylink.link.PaymentLink;

/** A row of the database that can't be read hides none of the links around it. */
class UnreadableLinkTest extends Scene {
  private static final String BROKEN = "BROKEN-1";
  private static final String SENTENCE = "What is stored of link " + BROKEN + " can";

  private Issued readable;

  @BeforeEach
  void aLinkBesideIt() {
    readable = world.issue(world.invoice(TOTAL));
  }

  @AfterEach
  void remove() {
    world.records.run(unit -> unit.delete(PaymentLink.ENTITY, Map.of("paymentLinkId", BROKEN)));
  }

  @Test
  void aRowWithItsKeyAloneIsSaidInItsPlace() {
    insert(Map.of());
    assertThat(pages().show("links", Map.of()))
        .contains(SENTENCE, "/desk/link?id=" + readable.linkId());
  }

  @ParameterizedTest
  @CsvSource({"currencyUomId,XXX", "status,NO_SUCH", "lifecycle,NO_SUCH", "purpose,"})
  void oneFieldThatMakesNoSenseIsEnough(String field, String value) {
    Map<String, Object> fields =
        world.records.unit(
            unit ->
                new HashMap<>(
                    unit.find(PaymentLink.ENTITY, Map.of("paymentLinkId", readable.linkId()))
                        .orElseThrow()
                        .fields()));
    fields.put(field, value);
    fields.put("createdDate", Instant.parse("2020-01-01T00:00:00Z"));
    insert(fields);
    assertThat(pages().show("links", Map.of()))
        .contains(SENTENCE, "/desk/link?id=" + readable.linkId());
  }

  @Test
  void theFileHasALineOfAsManyCells() {
    insert(Map.of());
    DeskResult.Download file =
        (DeskResult.Download) pages().result("links", Map.of("format", "csv"));
    assertThat(new String(file.content(), StandardCharsets.UTF_8))
        .contains(BROKEN + ",\"" + SENTENCE, readable.linkId() + ",")
        .containsPattern("The log of the server says why\\.\",{11}\r\n");
  }

  private static void insert(Map<String, Object> fields) {
    Map<String, Object> row = new HashMap<>(fields);
    row.put("paymentLinkId", BROKEN);
    world.records.run(unit -> unit.insert(PaymentLink.ENTITY, row));
  }

  private static StaffPages pages() {
    return new StaffPages(world.paylink, World.SALES);
  }
}
