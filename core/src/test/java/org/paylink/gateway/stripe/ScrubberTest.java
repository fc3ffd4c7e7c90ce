package org.paylink.gateway.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Mode;
import org.paylink.gateway.wire.Scrubber;

class ScrubberTest {
  private static final Scrubber SCRUBBER =
      Scrubber.of(StripeBench.account("http://127.0.0.1:1", "odd key without prefix", Mode.TEST));

  @Test
  void aTranscriptKeepsNoSecret() {
    String transcript =
        """
        POST https://api.stripe.com/v1/checkout/sessions?key=tok_1
        Authorization: Bearer sk_live_51Habc
        Authorization: Basic c2tfbGl2ZV8=
        restricted rk_test_51Hdef, publishable pk_live_x, webhook whsec_abc+/=, ours odd key without prefix
        signed with whsec_bench; client_secret pi_3Mabc_secret_Zdef
        success_url=https://shop.example/pay/return/tokenABC_en#fragment
        """;

    String scrubbed = SCRUBBER.scrub(transcript);

    assertThat(scrubbed)
        .doesNotContain("51Habc", "c2tfbGl2ZV8", "51Hdef", "pk_live_x", "whsec_abc", "odd key")
        .doesNotContain("whsec_bench", "secret_Zdef", "tokenABC", "tok_1", "\n")
        .contains("https://api.stripe.com/***", "https://shop.example/***", "rk_***");
  }

  @Test
  void causesAreScrubbedToo() {
    Throwable secretive =
        new IllegalStateException("outer sk_test_1", new IOException("inner Bearer sk_live_2"));
    StringWriter printed = new StringWriter();

    SCRUBBER.scrub(secretive).printStackTrace(new PrintWriter(printed, true));

    assertThat(printed.toString())
        .contains("IllegalStateException", "IOException", "ScrubberTest")
        .doesNotContain("sk_test_1", "sk_live_2");
  }

  @Test
  void nothingIsNoText() {
    assertThat(SCRUBBER.scrub((String) null)).isEmpty();
    assertThat(SCRUBBER.scrub((Throwable) null)).isNull();
    assertThat(SCRUBBER.scrub("x".repeat(2_000))).hasSizeLessThan(600);
  }
}
