package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.net.Webhook;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.gateway.Secret;

class StripeSignatureTest {
  private static final String SECRET = "whsec_first";
  private static final Instant NOW = Instant.ofEpochSecond(1_772_359_200);
  private static final String BODY = "{\"id\":\"evt_1\",\"ümlaut\":\"£\"}";

  private static String signed(String secret, long at) throws Exception {
    return Webhook.Signature.generateSignatureHeader(BODY, secret, at);
  }

  private static Optional<String> refusal(String header, String... secrets) {
    return StripeSignature.refusal(
        List.of(secrets).stream().map(Secret::of).toList(),
        BODY.getBytes(StandardCharsets.UTF_8),
        Map.of("stripe-signature", List.of(header)),
        NOW);
  }

  private static String v1(String header) {
    return header.substring(header.indexOf("v1="));
  }

  @Test
  void whatTheSdkSignsIsAccepted() throws Exception {
    assertThat(refusal(signed(SECRET, NOW.getEpochSecond()), SECRET)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ar-SA-u-nu-arab", "fa-IR-u-nu-arabext", "th-TH-u-nu-thai", "tr-TR"})
  void theDefaultLocaleChangesNothing(String tag) throws Exception {
    String header = signed(SECRET, NOW.getEpochSecond());
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag(tag));
      assertThat(refusal(header, SECRET)).isEmpty();
      assertThat(refusal(header, "whsec_other")).isPresent();
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void everySecretMayHaveSignedWhileOneIsRotated() throws Exception {
    String header = signed("whsec_second", NOW.getEpochSecond());

    assertThat(refusal(header, SECRET, "whsec_second")).isEmpty();
    assertThat(refusal(header, SECRET)).isPresent();
  }

  @Test
  void oneRightSignatureAmongSeveralIsEnough() throws Exception {
    long at = NOW.getEpochSecond();
    String right = v1(signed(SECRET, at));
    String wrong = v1(signed("whsec_other", at));

    assertThat(refusal("t=" + at + ",v0=00," + wrong + "," + right + ",v2=x", SECRET)).isEmpty();
    assertThat(refusal("t=" + at + "," + wrong + "," + wrong, SECRET)).isPresent();
    assertThat(refusal("t=" + at + "," + right.replace("v1=", "v0="), SECRET)).isPresent();
  }

  @Test
  void theTimeMayDifferByFiveMinutesBothWays() throws Exception {
    long now = NOW.getEpochSecond();

    assertThat(refusal(signed(SECRET, now - 300), SECRET)).isEmpty();
    assertThat(refusal(signed(SECRET, now + 300), SECRET)).isEmpty();
    assertThat(refusal(signed(SECRET, now - 301), SECRET)).isPresent();
    assertThat(refusal(signed(SECRET, now + 301), SECRET)).isPresent();
  }

  @Test
  void theSignedTimeIsPartOfWhatIsSigned() throws Exception {
    long now = NOW.getEpochSecond();
    String old = v1(signed(SECRET, now - 5_000));

    assertThat(refusal("t=" + now + "," + old, SECRET)).isPresent();
  }

  @Test
  void aTimestampTwiceIsRefused() throws Exception {
    long now = NOW.getEpochSecond();

    assertThat(refusal("t=" + now + "," + signed(SECRET, now), SECRET)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",",
        "=",
        "t=",
        "t=,v1=",
        "v1=00",
        "t=1772359200",
        "t=1772359200,v1=",
        "t=-1,v1=00",
        "t=99999999999999999999,v1=00",
        "t=١٧٧٢٣٥٩٢٠٠,v1=00",
        "t=1e9,v1=zz",
        "t=1772359200,v1=gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg"
      })
  void aMalformedHeaderIsRefused(String header) {
    assertThat(refusal(header, SECRET)).isPresent();
  }

  @Test
  void withoutASecretNothingIsBelieved() throws Exception {
    String header = signed("x", NOW.getEpochSecond());

    assertThat(refusal(header)).contains("the account has no webhook secret");
    assertThat(refusal(header, "", " ")).contains("the account has no webhook secret");
  }

  @Test
  void aSecondHeaderIsRefused() throws Exception {
    String header = signed(SECRET, NOW.getEpochSecond());

    Optional<String> refusal =
        StripeSignature.refusal(
            List.of(Secret.of(SECRET)),
            BODY.getBytes(StandardCharsets.UTF_8),
            Map.of("stripe-signature", List.of(header, header)),
            NOW);

    assertThat(refusal).isPresent();
  }
}
