package org.paylink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxiesTest {
  private static final String CLIENT = "203.0.113.9";

  @Test
  void withoutAProxyTheClientIsWhoeverIsConnected() {
    assertThat(proxies().clientOf(Asked.from(CLIENT, Map.of()))).contains(CLIENT);
  }

  @Test
  void aHeaderThatAnybodyCanWriteIsNotBelieved() {
    Map<String, String> forged = Map.of("x-forwarded-for", "198.51.100.1");
    assertThat(proxies().clientOf(Asked.from(CLIENT, forged))).contains(CLIENT);
    assertThat(proxies("10.0.0.5").clientOf(Asked.from(CLIENT, forged))).contains(CLIENT);
  }

  @Test
  void aNamedProxyTellsWhoTheClientIs() {
    WebRequest request = Asked.from("10.0.0.5", Map.of("x-forwarded-for", CLIENT));
    assertThat(proxies("10.0.0.5").clientOf(request)).contains(CLIENT);
    assertThat(proxies("192.0.2.1", "10.0.0.0/8").clientOf(request)).contains(CLIENT);
  }

  @Test
  void whatTheClientWroteBeforeTheProxyIsNotBelieved() {
    WebRequest request =
        Asked.from("10.0.0.5", Map.of("x-forwarded-for", "198.51.100.1, " + CLIENT + ":4711"));
    assertThat(proxies("10.0.0.5").clientOf(request)).contains(CLIENT);
  }

  @Test
  void severalNamedProxiesAreGoneBackThrough() {
    WebRequest request =
        Asked.from("10.0.0.5", Map.of("x-forwarded-for", "198.51.100.1, " + CLIENT + ", 10.0.0.7"));
    assertThat(proxies("10.0.0.0/24").clientOf(request)).contains(CLIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "unknown", "_hidden", "evil.example.com", "999.1.1.1", ",,,"})
  void whatIsNoAddressLeavesTheProxysOwn(String said) {
    WebRequest request = Asked.from("10.0.0.5", Map.of("x-forwarded-for", said));
    assertThat(proxies("10.0.0.5").clientOf(request)).contains("10.0.0.5");
  }

  @Test
  void behindAProxyOfOursThatNobodyNamedNobodyIsCounted() {
    Map<String, String> forwarded = Map.of("x-forwarded-for", CLIENT);
    assertThat(proxies().clientOf(Asked.from("10.0.0.5", forwarded))).isEmpty();
    assertThat(proxies().clientOf(Asked.from("127.0.0.1", forwarded))).isEmpty();
    assertThat(proxies().clientOf(Asked.from("127.0.0.1", Map.of()))).contains("127.0.0.1");
  }

  @Test
  void oneClientHasAWholeNetworkOfLongAddresses() {
    Proxies proxies = proxies();
    Optional<String> one = proxies.clientOf(Asked.from("2001:db8:1:2:3::4", Map.of()));
    assertThat(proxies.clientOf(Asked.from("2001:db8:1:2:ffff::9", Map.of()))).isEqualTo(one);
    assertThat(proxies.clientOf(Asked.from("2001:db8:1:3::4", Map.of()))).isNotEqualTo(one);
  }

  @Test
  void onlyANamedProxySaysThatTheConnectionIsProtected() {
    Map<String, String> https = Map.of("x-forwarded-proto", "https");
    assertThat(proxies().isSecure(Asked.from("10.0.0.5", https))).isFalse();
    assertThat(proxies("10.0.0.5").isSecure(Asked.from("10.0.0.5", https))).isTrue();
    assertThat(proxies("10.0.0.5").isSecure(Asked.from(CLIENT, https))).isFalse();
    Map<String, String> forged = Map.of("x-forwarded-proto", "https, http");
    assertThat(proxies("10.0.0.5").isSecure(Asked.from("10.0.0.5", forged))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0", "", "/8", "10.0.0.0/-1"})
  void aSettingThatNamesNoAddressTrustsNobody(String setting) {
    WebRequest request = Asked.from("10.0.0.5", Map.of("x-forwarded-for", CLIENT));
    assertThat(proxies(setting).clientOf(request)).isEmpty();
  }

  private static Proxies proxies(String... trusted) {
    return new Proxies(() -> List.of(trusted));
  }
}
