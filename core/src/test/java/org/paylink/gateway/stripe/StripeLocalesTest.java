package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StripeLocalesTest {
  @ParameterizedTest
  @CsvSource({
    "en, en",
    "en-US, en",
    "en-GB, en-GB",
    "de-AT, de",
    "de_CH, de",
    "fr-CA, fr-CA",
    "fr-BE, fr",
    "es, es",
    "es-ES, es",
    "es-MX, es-419",
    "es-419, es-419",
    "pt-BR, pt-BR",
    "pt-PT, pt",
    "zh, zh",
    "zh-CN, zh",
    "zh-TW, zh-TW",
    "zh-Hant, zh-TW",
    "zh-Hant-HK, zh-HK",
    "zh-MO, zh-HK",
    "no, nb",
    "nn-NO, nb",
    "tl, fil",
    "id, id",
    "ar, auto",
    "he-IL, auto",
    "'', auto",
    "x!?, auto"
  })
  void findsTheClosestLanguage(String tag, String stripes) {
    assertThat(StripeLocales.of(tag).getValue()).isEqualTo(stripes);
  }
}
