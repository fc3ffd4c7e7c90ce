package org.paylink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;

class DeskRequestTest {
  @Test
  void noValueHoldsTheCharacterThatOneDatabaseRefuses() {
    DeskRequest request = request("a\0b", " \0 ");
    assertThat(request.all("x")).containsExactly("ab", "  ");
    assertThat(request.raw("x")).contains("ab");
    assertThat(request("\0").text("x")).isEmpty();
  }

  @Test
  void whatIsNotThereIsNothing() {
    assertThat(request().all("y")).isEmpty();
    assertThat(request().text("y")).isEmpty();
  }

  private static DeskRequest request(String... values) {
    return new DeskRequest(
        Map.of("x", List.of(values)),
        new Actor("anna", permission -> true),
        Locale.US,
        ZoneOffset.UTC,
        null,
        Optional.empty());
  }
}
