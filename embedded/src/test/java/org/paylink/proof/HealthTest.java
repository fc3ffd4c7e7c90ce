package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.health.Ailment;
import org.paylink.health.HealthReport;
import org.paylink.health.HealthReport.Finding;
import org.paylink.host.Actor;
import org.paylink.issuing.Issued;
import org.paylink.money.Money;
import org.paylink.page.Labels;
import org.paylink.problem.PaylinkException;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;
import org.paylink.site.WebResponse;

/** What is wrong is found and said: to machines in a word, to administrators in sentences. */
class HealthTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static final String TOKEN = "a-token-for-the-figures";
  private World world;

  @BeforeEach
  void begin() {
    world = World.onDerby("health", 3);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void beforeAnyBackgroundWorkItIsDownAndAfterwardsUp() {
    assertThat(health().status()).isEqualTo(503);
    assertThat(found()).contains(Ailment.BACKGROUND_SILENT);
    world.clock.advance(Duration.ofSeconds(6));
    world.paylink.sweeper().round();
    assertThat(health().status()).isEqualTo(200);
    world.clock.advance(Duration.ofMinutes(2));
    assertThat(health().status()).as("the node has stopped").isEqualTo(503);
  }

  @Test
  void thePublicAnswerIsOneWordAndReachedWithoutHttps() {
    world.paylink.sweeper().round();
    world.settings.publicBaseUrl(Optional.empty(), false);
    assertThat(text(health())).isEqualTo("UP\n");
    assertThat(world.request("POST", "/pay/health", new byte[0], Map.of()).status()).isEqualTo(405);
  }

  @Test
  void thePublicAnswerIsFoundOutOnceInAFewSecondsHoweverManyAsk() {
    world.paylink.sweeper().round();
    assertThat(health().status()).isEqualTo(200);
    world.records.downAfter(0);
    assertThat(health().status()).as("known").isEqualTo(200);
    world.clock.advance(Duration.ofSeconds(6));
    assertThat(health().status()).as("asked again").isEqualTo(503);
    assertThat(text(health())).isEqualTo("DOWN\n");
  }

  @Test
  void theFiguresAreThereForNobodyWithoutATokenAndThenForItsHolderAlone() {
    assertThat(metrics("").status()).isEqualTo(404);
    assertThat(metrics("Bearer " + TOKEN).status()).isEqualTo(404);
    world.settings.metricsToken(TOKEN);
    assertThat(metrics("").status()).isEqualTo(401);
    assertThat(metrics("Bearer wrong").status()).isEqualTo(401);
    assertThat(metrics(TOKEN).status()).isEqualTo(401);
    WebResponse answer = metrics("Bearer " + TOKEN);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers().get("Content-Type")).startsWith("text/plain; version=0.0.4");
    world.records.downAfter(0);
    assertThat(metrics("Bearer " + TOKEN).status()).isEqualTo(503);
  }

  @Test
  void theFiguresSayWhatWaitsAndNoSecret() {
    world.settings.metricsToken(TOKEN);
    Issued link = world.issue(world.order(TOTAL));
    world.startCheckout(link);
    world.paylink.sweeper().round();
    String figures = text(metrics("Bearer " + TOKEN));
    assertThat(figures)
        .contains("\npaylink_up 1\n", "\npaylink_attempts_waiting 1\n")
        .contains(
            "\npaylink_schema_version 1\n", "paylink_sweeper_lease_seconds{holder=\"node-1\"} 60")
        .contains("paylink_account_checked_timestamp_seconds{account=\"STRIPE_SIM\"}")
        .contains("paylink_finding{finding=\"clock_off\"} 1")
        .doesNotContain(TOKEN, world.simulator.apiKey(), FixedSettings.WEBHOOK_SECRET.reveal());
    assertThat(figures.lines().filter(line -> !line.startsWith("#")))
        .allMatch(line -> line.matches("[a-z_]+(\\{[a-z]+=\"[^\"]*\"})? -?[0-9.]+"));
  }

  @Test
  void aNotificationThatCanNotBeWorkedOffIsSaidWhenItIsLate() {
    SimulatedSession session = world.startCheckout(world.issue(world.order(TOTAL)));
    world.simulator.pay(session.id());
    world.simulator.faults().serverError(ApiOperation.FETCH, 1_000);
    world.hookAll();
    world.paylink.sweeper().round();
    assertThat(found()).doesNotContain(Ailment.EVENTS_LATE);
    world.clock.advance(Duration.ofMinutes(20));
    world.paylink.sweeper().round();
    assertThat(found()).contains(Ailment.EVENTS_LATE);
    assertThat(report().waits().events().oldest()).hasValue(Duration.ofMinutes(20));
    world.settleDown();
    assertThat(report().waits().events().count()).isZero();
  }

  @Test
  void moneyThatTheLedgerRefusesIsSaidToBeUnposted() {
    SimulatedSession session = world.startCheckout(world.issue(world.invoice(TOTAL)));
    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.simulator.pay(session.id());
    world.hookAll();
    world.paylink.sweeper().sweep();
    world.clock.advance(Duration.ofMinutes(16));
    assertThat(found()).contains(Ailment.RECEIPTS_UNPOSTED, Ailment.EXCEPTIONS_OPEN);
    assertThat(report().waits().receipts().oldest()).hasValue(Duration.ofMinutes(16));
    world.settleDown();
    assertThat(found()).doesNotContain(Ailment.RECEIPTS_UNPOSTED, Ailment.EXCEPTIONS_OPEN);
  }

  @Test
  void aKeyThatIsWithdrawnAndAClockThatIsOffAreFoundWithoutACustomer() {
    world.paylink.sweeper().round();
    assertThat(found()).as("the simulator's clock is the machine's").contains(Ailment.CLOCK_OFF);
    assertThat(found()).doesNotContain(Ailment.KEY_REFUSED);
    world.settings.usualAccountAt(world.simulator.baseUrl(), "sk_test_withdrawn");
    world.paylink.sweeper().round();
    assertThat(found()).as("tried once an hour").doesNotContain(Ailment.KEY_REFUSED);
    world.clock.advance(Duration.ofHours(1));
    world.paylink.sweeper().round();
    assertThat(found()).contains(Ailment.KEY_REFUSED);
    world.simulator.close();
    world.clock.advance(Duration.ofHours(1));
    world.paylink.sweeper().round();
    assertThat(found()).contains(Ailment.GATEWAY_SILENT);
  }

  @Test
  void notificationsThatDoNotArriveAreMissedOnceACheckoutHasEnded() {
    world.startCheckout(world.issue(world.order(TOTAL)));
    world.clock.advance(Duration.ofHours(25));
    assertThat(found()).doesNotContain(Ailment.EVENTS_MISSING);
    world.clock.advance(Duration.ofHours(2));
    assertThat(found()).contains(Ailment.EVENTS_MISSING);
    world.simulator.tick();
    world.hookAll();
    assertThat(found()).doesNotContain(Ailment.EVENTS_MISSING);
  }

  @Test
  void anAccountWithoutAWebhookSecretIsSaidToBePolledOnly() {
    world.settings.usualAccountSigning();
    assertThat(found()).contains(Ailment.EVENTS_NOT_SET_UP);
    assertThat(world.paylink.operations().webhookSetup(FixedSettings.ACCOUNT, World.SALES))
        .matches(setup -> setup.isPolledOnly());
  }

  @Test
  void withoutATokenKeyItIsDownAndAMissedVersionIsNamed() {
    world.issue(world.order(TOTAL));
    world.paylink.sweeper().round();
    world.settings.keys("2:bm90LWEtc2VjcmV0LWp1c3QtMzItYnl0ZXMtZm9yLXRlc3Q=");
    assertThat(report().findings())
        .contains(new Finding(Ailment.TOKEN_KEY_MISSED, Map.of("version", "1")));
    assertThat(health().status()).isEqualTo(200);
    world.settings.keys("");
    world.clock.advance(Duration.ofSeconds(6));
    assertThat(found()).contains(Ailment.TOKEN_KEY_UNREADABLE);
    assertThat(health().status()).isEqualTo(503);
  }

  @Test
  void accountsThatCanNotBeReadAreSaidAndHideNothingElse() {
    world.settings.unreadable("*");
    world.paylink.sweeper().round();
    assertThat(found()).contains(Ailment.ACCOUNTS_UNREADABLE);
    assertThat(report().nodes()).hasSize(1);
  }

  @Test
  void onlyAdministratorsAreToldMore() {
    Actor sales = new Actor("sales", permission -> false);
    assertThatThrownBy(() -> world.paylink.operations().health(sales))
        .isInstanceOf(PaylinkException.class);
  }

  @Test
  void everythingThatCanBeWrongIsSaidInBothLanguages() {
    Labels labels = Labels.load();
    Map<String, String> facts =
        Map.of(
            "count", "1", "minutes", "1", "account", "x", "seconds", "1", "version", "1", "node",
            "n", "stored", "2", "known", "1", "work", "w", "error", "e");
    for (Ailment ailment : Ailment.values()) {
      String english = labels.text(ailment.labelKey(), Locale.ENGLISH, facts);
      assertThat(english).hasSizeGreaterThan(60);
      assertThat(labels.text(ailment.labelKey(), Locale.GERMAN, facts)).isNotEqualTo(english);
    }
  }

  private HealthReport report() {
    return world.paylink.operations().health(World.SALES);
  }

  private List<Ailment> found() {
    return report().findings().stream().map(Finding::ailment).toList();
  }

  private WebResponse health() {
    return world.get("/pay/health");
  }

  private WebResponse metrics(String authorization) {
    Map<String, List<String>> headers =
        authorization.isEmpty() ? Map.of() : Map.of("authorization", List.of(authorization));
    return world.request("GET", "/pay/metrics", new byte[0], headers);
  }

  private static String text(WebResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }
}
