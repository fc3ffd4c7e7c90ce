package org.paylink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UrlEncodedTest {

  @Test
  void pairsAreDecodedAndKeepTheirOrder() {
    assertThat(UrlEncoded.parse("a=1&b=x+y%26z&a=%C3%BC&flag"))
        .isEqualTo(Map.of("a", List.of("1", "ü"), "b", List.of("x y&z"), "flag", List.of("")));
  }

  @Test
  void nothingIsAnEmptyMap() {
    assertThat(UrlEncoded.parse(null)).isEmpty();
    assertThat(UrlEncoded.parse("")).isEmpty();
    assertThat(UrlEncoded.parse("&&")).isEmpty();
  }

  @Test
  void aBrokenPercentSignLeavesOnlyItsPairOut() {
    assertThat(UrlEncoded.parse("a=%zz&b=2&%=3")).isEqualTo(Map.of("b", List.of("2")));
  }

  @Test
  void aFloodOfPairsIsCutOff() {
    assertThat(UrlEncoded.parse("a=1&".repeat(5000)).get("a")).hasSize(UrlEncoded.MOST_PAIRS);
  }
}
