package org.paylink.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

class EmailAddressTest {
  @ParameterizedTest
  @CsvSource({
    "anna@example.com, anna@example.com",
    "' anna@example.com ', anna@example.com",
    "anna.b+c@sub.example.co.uk, anna.b+c@sub.example.co.uk",
    "o'neill@example.com, o'neill@example.com",
    "anna@müller.de, anna@xn--mller-kva.de"
  })
  void anAddressIsTakenAsItStandsOnTheWire(String typed, String address) {
    assertThat(EmailAddress.of(typed)).contains(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "anna",
        "anna@",
        "@example.com",
        "anna@localhost",
        "anna@example",
        "anna@@example.com",
        "anna b@example.com",
        "anna@exam ple.com",
        "anna@example.com, bob@example.com",
        "anna@example.com;bob@example.com",
        "Anna <anna@example.com>",
        "\"anna b\"@example.com",
        ".anna@example.com",
        "an..na@example.com",
        "anna@-example.com",
        "anna@example..com",
        "anna@[127.0.0.1]",
        "anna@example.com\nBcc: bob@example.com",
        "anna@example.com\r\nBcc: bob@example.com",
        "anna\n@example.com",
        "anna\u0000@example.com",
        "änna@example.com",
        "anna@example.com\u2028x"
      })
  void whatIsNoSingleAddressIsRefused(String typed) {
    assertThat(EmailAddress.of(typed)).isEmpty();
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThat(EmailAddress.of("a".repeat(65) + "@example.com")).isEmpty();
    assertThat(EmailAddress.of("a@" + "b.".repeat(126) + "com")).isEmpty();
  }

  @Test
  void theRefusalNamesTheFieldAndShowsOneLineOfWhatWasTyped() {
    assertThatExceptionOfType(PaylinkException.class)
        .isThrownBy(() -> EmailAddress.checked("x\r\ny" + "z".repeat(200), "address"))
        .satisfies(
            e -> {
              assertThat(e.problem()).isEqualTo(Problem.ADDRESS_MALFORMED);
              assertThat(e.facts()).containsEntry("field", "address");
              assertThat(e.facts().get("address")).hasSizeLessThan(90).doesNotContain("\n", "\r");
            });
  }
}
