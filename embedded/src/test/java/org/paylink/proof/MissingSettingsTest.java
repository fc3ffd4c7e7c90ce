package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.problem.Problem;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.webhook.Delivery;
import org.paylink.site.WebRequest;
import org.paylink.site.WebResponse;

/**
 * Where something is not set up, who can mend it is told what; customers are told nothing of it,
 * and money that is under way still arrives.
 */
class MissingSettingsTest extends RefusalScene {
  private static final String OTHER_KEY = "2:YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RzLSE=";

  @Test
  void withoutAPublicAddress() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.publicBaseUrl(Optional.empty(), true);
    assertThat(refusedIssue(Problem.PUBLIC_URL_MISSING, Wish.of(world.order(TOTAL))))
        .contains("An administrator has to enter the public base URL under Settings.");
    refused(Problem.PUBLIC_URL_MISSING, () -> world.paylink.url(link.linkId(), World.SALES));
    unavailable(link);
  }

  @Test
  void withAnAddressThatIsNotEncrypted() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.publicBaseUrl(Optional.of(URI.create("http://pay.example.com")), false);
    assertThat(refusedIssue(Problem.PUBLIC_URL_NOT_HTTPS, Wish.of(world.order(TOTAL))))
        .contains("has to enter an https address under Settings");
    for (WebResponse answer :
        new WebResponse[] {world.get(link.url()), world.pressPay(link.url())}) {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(words(answer))
          .contains("This connection is not protected", "Nothing was taken by this try")
          .doesNotContain("50.85");
    }
  }

  @Test
  void aBrowserThatComesUnencryptedIsSentToTheEncryptedAddressAndItsFormIsNot() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.publicBaseUrl(Optional.of(URI.create("https://pay.example.com")), false);
    WebResponse shown = world.get(link.url());
    assertThat(shown.status()).isEqualTo(303);
    assertThat(shown.headers().get("Location"))
        .isEqualTo(link.url().replace("http://127.0.0.1:1", "https://pay.example.com"));
    assertThat(world.pressPay(link.url()).status()).isEqualTo(403);
  }

  @Test
  void withoutATokenKey() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.keys("");
    assertThat(refusedIssue(Problem.TOKEN_KEY_MISSING, Wish.of(world.order(TOTAL))))
        .contains("The operator has to name the key file and restart");
    unavailable(link);
  }

  @Test
  void withoutTheKeyOfAnOldLink() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.keys(OTHER_KEY);
    assertThat(
            refused(
                Problem.TOKEN_KEY_VERSION_MISSING,
                () -> world.paylink.url(link.linkId(), World.SALES)))
        .contains("What came in by it is safe.", "put the old version back beside the new one");
    unavailable(link);
    assertThat(world.pressPay(issue(Wish.of(world.order(TOTAL))).url()).status())
        .as("new links work")
        .isEqualTo(303);
  }

  @Test
  void whoComesBackAfterTheKeyIsGoneIsNotToldThatThereIsNoSuchPage() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.simulator.pay(session.id());
    String attempt = world.records.unit(u -> Links.attemptsOf(u, link.linkId()).get(0).id());
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    String back = "/pay/return/" + LinkTokens.returnHandle(key, attempt);
    world.settings.keys(OTHER_KEY);
    WebResponse answer = world.get(back);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(words(answer)).contains("If you have already paid, don't pay again");
    notifyOf(session);
    assertThat(world.status(link.linkId())).as("settled without it").isEqualTo(LinkStatus.PAID);
  }

  @Test
  void withoutAGatewayAccount() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.accounts();
    assertThat(refusedIssue(Problem.ACCOUNT_MISSING, Wish.of(world.order(TOTAL))))
        .isEqualTo(
            "No gateway account is set up: Company, so nobody can pay by link. No payment was"
                + " started. An administrator can add or enable one under Gateway accounts.");
    unavailable(link);
  }

  @Test
  void withAnAccountThatWasDisabledAfterTheLinkWasMade() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.usualAccountDisabled();
    refusedIssue(Problem.ACCOUNT_MISSING, Wish.of(world.order(TOTAL)));
    unavailable(link);
    world.settings.asUsual();
    assertThat(world.pressPay(link.url()).status()).as("enabled again").isEqualTo(303);
  }

  @Test
  void anAccountThatTheLinkDoesNotOfferCannotBeChosenInTheForm() {
    world.settings.accounts(
        world.settings.account(FixedSettings.ACCOUNT, World.COMPANY),
        world.settings.account("STRIPE_TWO", World.COMPANY));
    Issued link = issue(Wish.of(world.order(TOTAL)));
    String token = link.url().substring(link.url().lastIndexOf("/"));
    Map<String, List<String>> form = Map.of("gatewayAccountId", List.of("STRIPE_TWO"));
    WebResponse answer =
        world
            .paylink
            .site()
            .handle(
                new WebRequest(
                    "POST", token, Map.of(), form, Map.of(), new byte[0], "127.0.0.1", false));
    assertThat(answer.status()).isEqualTo(503);
    assertThat(attemptStates(link)).isEmpty();
  }

  @Test
  void aCheckoutBegunBeforeItsAccountWasDisabledIsStillSettled() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.settings.usualAccountDisabled();
    assertThat(words(world.pressPay(link.url())))
        .as("the customer may have paid a moment ago")
        .doesNotContain("Nothing was taken");
    world.simulator.pay(session.id());
    Delivery delivery = delivery(session, "checkout.session.completed");
    assertThat(world.hook(delivery).status()).isEqualTo(200);
    world.paylink.sweeper().sweep();
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(payments(link)).hasSize(1);
  }

  @Test
  void cancellingClosesTheSessionOfADisabledAccountAsWell() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.settings.usualAccountDisabled();
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
    assertThat(world.simulator.session(session.id()).orElseThrow().status()).isEqualTo("expired");
  }

  /** The customer hears that it is not their fault and nothing else, and nothing is started. */
  private static void unavailable(Issued link) {
    int sessions = world.simulator.sessionsCreated();
    for (String method : new String[] {"GET", "POST"}) {
      WebResponse answer = world.request(method, link.url(), new byte[0], Map.of());
      assertThat(answer.status()).as(method).isEqualTo(503);
      assertThat(words(answer))
          .contains(
              "This page is not available just now",
              "If you have already paid, don't pay again",
              "try again in a few minutes")
          .doesNotContainIgnoringCase(
              "gateway account", "administrator", "token", "setting", "STRIPE_SIM", "key file");
      assertThat(text(answer)).as("no button").doesNotContain("<form");
    }
    assertThat(world.simulator.sessionsCreated()).isEqualTo(sessions);
    assertThat(world.records.<Integer>unit(u -> Links.attemptsOf(u, link.linkId()).size()))
        .isZero();
  }
}
