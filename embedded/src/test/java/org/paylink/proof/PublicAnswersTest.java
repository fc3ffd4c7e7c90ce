package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.site.WebResponse;

/** What every answer of every public address has in common, whatever is asked. */
class PublicAnswersTest extends RefusalScene {
  private static final Client OVER_HTTPS = new Client("203.0.113.1", Client.PHONE, true);
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW");

  @Test
  void everyAnswerOfEveryAddressHasStrictHeaders() {
    for (Client client : List.of(OVER_HTTPS, Client.at("203.0.113.2"))) {
      answers(client)
          .forEach(
              (what, answer) -> {
                Map<String, String> headers = lowerCase(answer);
                assertThat(headers)
                    .as(what)
                    .containsEntry("x-content-type-options", "nosniff")
                    .containsEntry("x-frame-options", "DENY")
                    .containsEntry("referrer-policy", "no-referrer")
                    .containsEntry("cache-control", "no-store")
                    .containsEntry("x-robots-tag", "noindex, nofollow")
                    .containsKey("permissions-policy")
                    .containsKey("content-type")
                    .doesNotContainKey("set-cookie");
                assertThat(headers.get("content-security-policy"))
                    .as(what)
                    .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "*");
                assertThat(headers.containsKey("strict-transport-security"))
                    .as("HSTS: " + what)
                    .isEqualTo(client.secure());
              });
    }
  }

  @Test
  void whateverIsAskedIsAnsweredAndNeverWithAFault() {
    answers(OVER_HTTPS)
        .forEach(
            (what, answer) -> {
              assertThat(answer.status()).as(what).isIn(200, 303, 400, 403, 404, 405, 413, 429);
              if (answer.status() >= 400 && !what.contains("/hook/")) {
                assertThat(answer.headers().get("Content-Type")).as(what).startsWith("text/html");
                assertThat(words(answer)).as(what).isNotBlank();
              }
            });
  }

  @Test
  void aMethodThatIsNotForTheAddressIsToldWhichAre() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    WebResponse put = OVER_HTTPS.ask(world, "PUT", link.url(), "", Map.of());
    assertThat(put.status()).isEqualTo(405);
    assertThat(put.headers()).containsEntry("Allow", "GET, HEAD, POST");
    assertThat(words(put)).contains("can't be used in that way", "Nothing was taken");
  }

  @Test
  void aBodyThatIsTooLongIsAnsweredWithAPageAndAGatewayWithALine() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    WebResponse page =
        world.paylink.site().tooLarge(OVER_HTTPS.request("POST", link.url(), "", Map.of()));
    assertThat(page.status()).isEqualTo(413);
    assertThat(words(page)).contains("More was sent than this page accepts", "Nothing was taken");
    WebResponse hook =
        world.paylink.site().tooLarge(OVER_HTTPS.request("POST", "/pay/hook/A", "", Map.of()));
    assertThat(hook.status()).isEqualTo(413);
    assertThat(hook.headers().get("Content-Type")).startsWith("text/plain");
    assertThat(world.paylink.site().maxBodyBytes("/hook/A")).isEqualTo(256 * 1024);
    assertThat(world.paylink.site().maxBodyBytes("/x")).isLessThanOrEqualTo(16 * 1024);
  }

  @Test
  void aLanguageIsKeptOnEveryWayOnAndThroughForms() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    WebResponse page = OVER_HTTPS.get(world, link.url() + "?lang=de");
    assertThat(page.headers()).containsEntry("Content-Language", "de");
    assertThat(text(page))
        .contains("lang=\"de\"", "action=\"" + link.url() + "?lang=de\"", "50,85");
    assertThat(words(page)).contains("bezahlen", "English", "Deutsch");
    world.settings.accounts();
    WebResponse refused = OVER_HTTPS.ask(world, "POST", link.url() + "?lang=de", "", Map.of());
    assertThat(words(refused)).contains("Diese Seite ist gerade nicht verfügbar");
    assertThat(text(refused)).contains(link.url() + "?lang=de");
  }

  @Test
  void thePageOfALinkIsInTheBrowsersLanguageAndElseInTheLinks() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Map<String, String> german = Map.of("accept-language", "de-DE,de;q=0.9,en;q=0.5");
    WebResponse page = OVER_HTTPS.ask(world, "GET", link.url(), "", german);
    assertThat(words(page)).contains("Sie werden um eine Zahlung gebeten", "50,85\u00a0$");
    assertThat(page.headers()).containsEntry("Vary", "Accept-Language");
    Map<String, String> nonsense = Map.of("accept-language", "-");
    assertThat(words(OVER_HTTPS.ask(world, "GET", link.url(), "", nonsense)))
        .contains("You are asked to pay");
  }

  @Test
  void overAnUnprotectedConnectionNothingIsShown() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.publicBaseUrl(Optional.of(URI.create("https://pay.example.com")), false);
    Client open = Client.at("203.0.113.3");
    WebResponse get = open.get(world, link.url());
    assertThat(get.headers().get("Location")).startsWith("https://pay.example.com/pay/");
    WebResponse post = open.ask(world, "POST", link.url(), "", Map.of());
    assertThat(post.status()).isEqualTo(403);
    assertThat(words(post)).contains("This connection is not protected").doesNotContain("50.85");
  }

  private Map<String, WebResponse> answers(Client client) {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.startCheckout(link);
    List<String> addresses =
        List.of(
            link.url(),
            link.url() + "?lang=de",
            link.url() + "?lang=%00%22%3E&look=99999999999999&look=-1",
            returnAddress(link),
            returnAddress(link) + "?left=1",
            "/pay/return/none.0000000000000000000000",
            "/pay/return/",
            "/pay/hook/" + FixedSettings.ACCOUNT,
            "/pay/hook/nobody",
            "/pay/hook/",
            "/pay/" + "B".repeat(32),
            "/pay/",
            "/pay/%2e%2e/%00");
    Map<String, WebResponse> answers = new LinkedHashMap<>();
    for (String address : addresses) {
      for (String method : METHODS) {
        answers.put(method + " " + address, client.ask(world, method, address, "", Map.of()));
      }
      answers.put(
          "too large: " + address,
          world.paylink.site().tooLarge(client.request("POST", address, "", Map.of())));
    }
    return answers;
  }

  private static Map<String, String> lowerCase(WebResponse answer) {
    Map<String, String> headers = new LinkedHashMap<>();
    answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return headers;
  }
}
