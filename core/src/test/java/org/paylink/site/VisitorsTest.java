package org.paylink.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisitorsTest {
  private static final String PERSON =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/130.0.0.0 Safari/537.36";

  @ParameterizedTest
  @ValueSource(
      strings = {
        PERSON,
        "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
            + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/120.0 Mobile Safari",
        "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"
      })
  void peopleArePeople(String agent) {
    assertThat(kind("user-agent", agent)).isEqualTo("PERSON");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/4.0 (compatible; ms-office; MSOffice 16) Microsoft Office/16.0",
        "BarracudaCentral/1.0",
        "Mozilla/5.0 Mimecast-URL-Check",
        "Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/130.0.0.0",
        "python-requests/2.32",
        "curl/8.9"
      })
  void whoReadsByItselfIsAScanner(String agent) {
    assertThat(kind("user-agent", agent)).isEqualTo("SCANNER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "WhatsApp/2.23.20.0",
        "facebookexternalhit/1.1",
        "Slackbot-LinkExpanding 1.0",
        "TelegramBot (like TwitterBot)",
        "Mozilla/5.0 (Windows NT 6.1) SkypeUriPreview Preview/0.5",
        "Mozilla/5.0 (compatible; Discordbot/2.0)"
      })
  void whoMakesACardForAChatIsAPreview(String agent) {
    assertThat(kind("user-agent", agent)).isEqualTo("PREVIEW");
  }

  @Test
  void aBrowserThatLoadsAheadIsNoPerson() {
    for (String header : new String[] {"sec-purpose", "purpose", "x-purpose", "x-moz"}) {
      assertThat(Visitors.kind(Asked.with(Map.of("user-agent", PERSON, header, "prefetch"))))
          .as(header)
          .isEqualTo("PREFETCH");
    }
    assertThat(
            Visitors.kind(
                Asked.with(Map.of("user-agent", PERSON, "sec-purpose", "prefetch;prerender"))))
        .isEqualTo("PREFETCH");
  }

  @Test
  void aRequestForTheHeadersAloneIsNoPerson() {
    WebRequest head =
        Asked.request("HEAD", Map.of("user-agent", PERSON), Map.of(), "203.0.113.9", false);
    assertThat(Visitors.kind(head)).isEqualTo("SCANNER");
  }

  @Test
  void phonesAreToldFromDesktops() {
    assertThat(Visitors.device(Asked.with(Map.of("user-agent", PERSON)))).isEqualTo("DESKTOP");
    assertThat(
            Visitors.device(
                Asked.with(Map.of("user-agent", "Mozilla/5.0 (Linux; Android 14) Mobile Safari"))))
        .isEqualTo("PHONE");
    assertThat(Visitors.device(Asked.with(Map.of("user-agent", PERSON, "sec-ch-ua-mobile", "?1"))))
        .isEqualTo("PHONE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Mozilla/5.0 (Linux; Android 13; SM-X700) AppleWebKit/537.36 Chrome/130.0.0.0 Safari/537.36",
        "Mozilla/5.0 (Android 14; Tablet; rv:130.0) Gecko/130.0 Firefox/130.0",
        "Mozilla/5.0 (iPad; CPU OS 12_5 like Mac OS X) Version/12.1 Mobile/15E148 Safari/604.1"
      })
  void tabletsAreToldFromPhones(String agent) {
    assertThat(Visitors.device(Asked.with(Map.of("user-agent", agent)))).isEqualTo("TABLET");
  }

  private static String kind(String header, String value) {
    return Visitors.kind(Asked.with(Map.of(header, value)));
  }
}
