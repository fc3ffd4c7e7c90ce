package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.gateway.Session;
import org.paylink.issuing.Issued;
import org.paylink.simulator.SimulatedSession;
import org.paylink.site.WebResponse;

/** Whoever tries too often has to wait; nobody else is held up, and no payment is lost by it. */
class TooManyTriesTest extends RefusalScene {
  private static final String NOWHERE = "/pay/" + "A".repeat(32);

  @Test
  void guessingAddressesIsSlowedDownWithoutSayingWhatExists() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Client guesser = Client.at("203.0.113.1");
    for (int guess = 0; guess < 60; guess++) {
      assertThat(guesser.get(world, NOWHERE).status()).isEqualTo(404);
    }
    assertTooMany(guesser.get(world, NOWHERE));
    assertTooMany(guesser.get(world, "/pay/short"));
    assertTooMany(guesser.get(world, link.url()));
    assertThat(Client.at("203.0.113.2").get(world, link.url()).status()).isEqualTo(200);
    world.clock.advance(Duration.ofSeconds(1));
    assertThat(guesser.get(world, link.url()).status()).isEqualTo(200);
  }

  @Test
  void openingALinkIsNeverTooOften() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Client reader = Client.at("203.0.113.3");
    for (int time = 0; time < 300; time++) {
      assertThat(reader.get(world, link.url()).status()).isEqualTo(200);
    }
  }

  @Test
  void pressingPayTooOftenFromOneAddressOrOnOneLinkHasToWait() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    for (int press = 0; press < 60; press++) {
      assertThat(press(Client.at("203.0.113." + (10 + press)), link).status()).isEqualTo(303);
    }
    assertTooMany(press(Client.at("203.0.113.4"), link));
    assertThat(press(Client.at("203.0.113.4"), issue(Wish.of(world.order(TOTAL)))).status())
        .as("another link")
        .isEqualTo(303);
    world.clock.advance(Duration.ofSeconds(10));
    assertThat(press(Client.at("203.0.113.4"), link).status()).isEqualTo(303);
  }

  @Test
  void notificationsThatAreRefusedAreSlowedDownAndThoseOfTheGatewayAreNot() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    Client forger = Client.at("203.0.113.5");
    String hook = "/pay/hook/" + FixedSettings.ACCOUNT;
    for (int forgery = 0; forgery < 60; forgery++) {
      assertThat(forger.ask(world, "POST", hook, "{}", Map.of()).status()).isEqualTo(400);
    }
    WebResponse refused = forger.ask(world, "POST", hook, "{}", Map.of());
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "1");
    notifyOf(session);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void theGatewayIsNotAskedAtEveryLook() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    String back = returnAddress(link);
    WebResponse checking = world.get(back);
    assertThat(words(checking)).contains("Checking your payment");
    assertThat(checking.headers().get("Refresh")).matches("4; url=http.*/pay/return/.*look=1");
    assertThat(world.get(back + "?look=40").headers()).doesNotContainKey("Refresh");
    int asked = world.simulator.requests().size();
    for (int look = 0; look < 50; look++) {
      assertThat(words(world.get(back))).contains("Checking your payment");
      assertThat(words(world.get(back + "?left=1"))).doesNotContain("Nothing was taken");
    }
    assertThat(world.simulator.requests()).hasSize(asked);
    world.simulator.pay(session.id());
    world.clock.advance(Duration.ofSeconds(3));
    assertThat(world.get(back).status()).isEqualTo(303);
    assertThat(words(world.get(link.url()))).contains("Paid. Thank you!");
  }

  @Test
  void aPageThatWaitsForABankLooksAgainLessAndLessOftenAndThenNoMore() throws Exception {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    settle(with(fetch(session), Session.State.PENDING));
    int asked = world.simulator.requests().size();
    WebResponse first = world.get(link.url());
    assertThat(words(first)).contains("Waiting for your bank").doesNotContain("Nothing was taken");
    assertThat(first.headers()).containsEntry("Refresh", "15; url=" + link.url() + "?look=1");
    assertThat(world.get(link.url() + "?look=5").headers().get("Refresh")).startsWith("60; ");
    assertThat(world.get(link.url() + "?look=29").headers().get("Refresh")).startsWith("300; ");
    assertThat(world.get(link.url() + "?look=30").headers()).doesNotContainKey("Refresh");
    assertThat(world.get(link.url() + "?look=1&lang=de").headers().get("Refresh"))
        .endsWith("?look=2&lang=de");
    assertThat(world.simulator.requests()).hasSize(asked);
  }

  private static WebResponse press(Client client, Issued link) {
    return client.ask(world, "POST", link.url(), "", Map.of());
  }

  private static void assertTooMany(WebResponse answer) {
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers()).containsKey("Retry-After");
    assertThat(words(answer))
        .contains("Too many tries in a short time", "Nothing was taken by this try")
        .doesNotContain("50.85");
  }
}
