package org.paylink.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.money.Money;

class ExceptionDetailTest {
  private static final Money ASKED = Money.ofMajor("USD", "50.85");
  private static final Money TAKEN = Money.ofMajor("JPY", "123");

  @Test
  void factsComeBackAsTheyWereStored() {
    ExceptionDetail detail = ExceptionDetail.difference(ASKED, TAKEN);
    assertThat(detail.facts()).containsOnly(Map.entry("asked", "50.85 USD"), taken());
    assertThat(ExceptionDetail.read(ExceptionKind.AMOUNT_DIFFERS, detail.stored()))
        .isEqualTo(detail);
    ExceptionDetail nothing = ExceptionDetail.amount(Optional.empty());
    assertThat(ExceptionDetail.read(ExceptionKind.ORDER_NOT_APPROVED, nothing.stored()))
        .isEqualTo(nothing);
  }

  private static Map.Entry<String, String> taken() {
    return Map.entry("taken", "123 JPY");
  }

  @Test
  void whatWasStoredAsATextBeforeIsReadAsFacts() {
    assertThat(old(ExceptionKind.CURRENCY_DIFFERS, "asked 50.85 USD, taken 123 JPY"))
        .isEqualTo(ExceptionDetail.difference(ASKED, TAKEN).facts());
    assertThat(old(ExceptionKind.OVERPAID, "50.85 USD")).isEqualTo(Map.of("amount", "50.85 USD"));
    assertThat(old(ExceptionKind.UNKNOWN_PAYMENT, "pi_1 50.85 USD"))
        .isEqualTo(ExceptionDetail.payment("pi_1", Optional.of(ASKED)).facts());
    assertThat(old(ExceptionKind.REVERSED_AT_GATEWAY, "charge.refunded evt_1"))
        .isEqualTo(Map.of("type", "charge.refunded", "id", "evt_1"));
    assertThat(old(ExceptionKind.SESSION_NOT_CLOSED, "A1")).isEqualTo(Map.of("attempt", "A1"));
    assertThat(old(ExceptionKind.TOO_MANY_ATTEMPTS, "5")).isEqualTo(Map.of("count", "5"));
    assertThat(old(ExceptionKind.POSTING_FAILED, "no account"))
        .isEqualTo(Map.of("message", "no account"));
  }

  @ParameterizedTest
  @EnumSource
  void aTextNobodyKnowsIsNotLost(ExceptionKind kind) {
    for (String text : new String[] {"who wrote this?", "{no json at all", "{\"a\":{}}"}) {
      assertThat(old(kind, text)).containsValue(text);
    }
    assertThat(old(kind, " ")).isEmpty();
    assertThat(old(kind, "{\"a\":null}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"", "\\", "\u0001", "ü", "😀"})
  void aLongMessageIsCutToWhatAColumnHolds(String character) {
    String stored = ExceptionDetail.message(character.repeat(250)).stored();
    assertThat(stored).hasSizeLessThanOrEqualTo(250);
    assertThat(old(ExceptionKind.POSTING_FAILED, stored).get("message"))
        .startsWith(character)
        .endsWith("…");
  }

  private static Map<String, String> old(ExceptionKind kind, String text) {
    return ExceptionDetail.read(kind, text).facts();
  }
}
