package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.desk.DeskRequest;
import org.paylink.desk.DeskResult;
import org.paylink.host.Actor;
import org.paylink.issuing.Issued;
import org.paylink.money.Money;
import org.paylink.page.DeskNotice;

/** The page that says to administrators how Paylink does, and what they can do there. */
class HealthPageTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static final String TWO_KEYS =
      "1:bm90LWEtc2VjcmV0LWp1c3QtMzItYnl0ZXMtZm9yLXRlc3Q=,"
          + "2:YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RpbmchIQ==";
  private static final Map<String, List<String>> VERIFY = Map.of("verify", List.of("Y"));
  private World world;

  @BeforeEach
  void begin() {
    world = World.onDerby("health-page", 21);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void itSaysWhatIsWrongAndWhatToDo() {
    assertThat(shown(Locale.US))
        .contains("Paylink does not do all of its work. No money is lost")
        .contains("Start a node with the public web application");
    world.paylink.sweeper().round();
    assertThat(shown(Locale.US))
        .contains("Payments can be taken and are settled", "Card (STRIPE_SIM)", "node-1")
        .contains("Does the background work", "New links are made with it", "Works")
        .doesNotContain(world.simulator.apiKey());
    assertThat(shown(Locale.GERMANY)).contains("Was wartet", "Erledigt die Hintergrundarbeit");
  }

  @Test
  void itShowsWhichKeysAreNeededAndReplacesAddressesOnRequest() {
    Issued link = world.issue(world.order(TOTAL));
    assertThat(shown(Locale.US)).doesNotContain("name=\"rotate\"");
    world.settings.keys(TWO_KEYS);
    assertThat(shown(Locale.US)).contains("Keep it: it is still needed", "name=\"rotate\"");
    DeskNotice notice = acted(Map.of("rotate", List.of("Y")));
    assertThat(notice.labelKey()).isEqualTo("PaylinkHealth_RotatedAll");
    assertThat(notice.facts()).containsEntry("count", "1");
    assertThat(world.get(link.url()).status()).isEqualTo(404);
    assertThat(shown(Locale.US)).contains("Not needed any more").doesNotContain("name=\"rotate\"");
  }

  @Test
  void itVerifiesHistories() {
    Issued link = world.issue(world.order(TOTAL));
    assertThat(acted(VERIFY).labelKey()).isEqualTo("PaylinkHealth_HistoryWhole");
    world.records.run(
        unit ->
            unit.update(
                "PaymentLinkHistory",
                Map.of("paymentLinkId", link.linkId(), "sequenceNum", 1L),
                Map.of("details", "{\"amount\":\"1.00 USD\"}")));
    DeskNotice broken = acted(VERIFY);
    assertThat(broken.good()).isFalse();
    assertThat(broken.facts())
        .containsEntry("linkId", link.linkId())
        .containsEntry("sequence", "1");
  }

  @Test
  void aFormThatAsksForNothingDoesNothing() {
    DeskResult result =
        world.paylink.desk().act("health", request(Map.of(), World.SALES, Locale.US));
    assertThat(((DeskResult.SeeOther) result).notice()).isEmpty();
  }

  @Test
  void keysThatCanNotBeReadBreakNoPage() {
    world.settings.unreadableKeys();
    assertThat(shown(Locale.US)).contains("mend the key file");
  }

  @Test
  void itIsForAdministratorsAlone() {
    Actor sales = new Actor("sales", permission -> false);
    DeskResult result =
        world.paylink.desk().show("health", request(Map.of(), sales, Locale.US), Optional.empty());
    assertThat(((DeskResult.Html) result).status()).isEqualTo(403);
    assertThat(((DeskResult.Html) result).html()).doesNotContain("STRIPE_SIM");
  }

  @Test
  void aPageWithEverythingWrongIsStillAPage() {
    world.issue(world.order(TOTAL));
    world.paylink.sweeper().round();
    world.settings.usualAccountSigning();
    world.settings.keys("7:YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RpbmchIQ==");
    world.clock.advance(Duration.ofHours(30));
    assertThat(shown(Locale.US))
        .contains("no webhook secret is entered", "version 1 of the token key", "put it back");
  }

  private String shown(Locale locale) {
    DeskResult result =
        world
            .paylink
            .desk()
            .show("health", request(Map.of(), World.SALES, locale), Optional.empty());
    DeskResult.Html page = (DeskResult.Html) result;
    assertThat(page.status()).isEqualTo(200);
    return page.html().replaceAll("\\s+", " ");
  }

  private DeskNotice acted(Map<String, List<String>> form) {
    DeskResult result = world.paylink.desk().act("health", request(form, World.SALES, Locale.US));
    return ((DeskResult.SeeOther) result).notice().orElseThrow();
  }

  private static DeskRequest request(
      Map<String, List<String>> parameters, Actor actor, Locale locale) {
    return new DeskRequest(
        parameters, actor, locale, ZoneOffset.UTC, new StaffPlaces(), Optional.empty());
  }
}
