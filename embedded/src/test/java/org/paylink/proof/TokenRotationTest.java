package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.health.TokenKeyUse;
import org.paylink.health.TokenKeyUse.Version;
import org.paylink.host.Actor;
import org.paylink.issuing.Issued;
import org.paylink.issuing.RotateTokens;
import org.paylink.link.History;
import org.paylink.link.LinkStatus;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.problem.Problem;
import org.paylink.records.Query;
import org.paylink.simulator.SimulatedSession;

/** Keys of tokens are changed without breaking a link, and addresses can be replaced. */
class TokenRotationTest extends RefusalScene {
  private static final String OLD = "1:bm90LWEtc2VjcmV0LWp1c3QtMzItYnl0ZXMtZm9yLXRlc3Q=";
  private static final String NEW = "2:YW5vdGhlci1rZXktb2YtMzItYnl0ZXMtZm9yLXRlc3RpbmchIQ==";

  @Test
  void newLinksAreMadeWithTheNewKeyAndOldLinksGoOn() {
    Issued old = issue(Wish.of(world.order(TOTAL)));
    world.settings.keys(OLD + "\n" + NEW);
    Issued young = issue(Wish.of(world.order(TOTAL)));
    assertThat(keyVersion(old)).isEqualTo(1);
    assertThat(keyVersion(young)).isEqualTo(2);
    assertThat(world.paylink.url(old.linkId(), World.SALES)).isEqualTo(old.url());
    assertThat(world.pressPay(old.url()).status()).isEqualTo(303);
    assertThat(world.pressPay(young.url()).status()).isEqualTo(303);
  }

  @Test
  void anOldKeyMayGoWhenNoOpenLinkAndNoCheckoutNeedsIt() {
    closeAll();
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.settings.keys(OLD + "," + NEW);
    assertThat(version(1)).matches(v -> v.openLinks() == 1 && v.checkouts() == 1 && !v.mayGo());
    assertThat(version(2)).matches(v -> v.current() && !v.mayGo());
    world.simulator.pay(session.id());
    notifyOf(session);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(version(1)).matches(Version::mayGo);
    issue(Wish.of(world.order(TOTAL)));
    world.settings.keys(OLD);
    assertThat(version(2)).matches(Version::isMissed);
  }

  @Test
  void aNewAddressWorksAndTheOldOneStopsWhileACheckoutUnderWayIsSettled() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    SimulatedSession session = world.startCheckout(link);
    world.settings.keys(OLD + "\n" + NEW);
    RotateTokens.Rotated rotated = rotate().rotate(link.linkId(), World.SALES);
    assertThat(rotated.linkIds()).containsExactly(link.linkId());
    String address = world.paylink.url(link.linkId(), World.SALES);
    assertThat(address).isNotEqualTo(link.url());
    assertThat(world.get(link.url()).status()).isEqualTo(404);
    assertThat(world.pressPay(link.url()).status()).isEqualTo(404);
    assertThat(world.get(address).status()).isEqualTo(200);
    String attempt = world.records.unit(u -> Links.attemptsOf(u, link.linkId()).get(0).id());
    world.simulator.pay(session.id());
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    String back = "/pay/return/" + LinkTokens.returnHandle(key, attempt);
    assertThat(world.get(back).headers()).containsEntry("Location", address);
    assertThat(world.status(link.linkId())).isEqualTo(LinkStatus.PAID);
    assertThat(events(link)).contains("address_changed");
    assertThat(world.records.<Boolean>unit(u -> History.isWhole(u, link.linkId()))).isTrue();
  }

  @Test
  void aLinkIsGivenANewAddressUnderTheSameKeyAsWell() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    rotate().rotate(link.linkId(), World.SALES);
    assertThat(world.get(link.url()).status()).isEqualTo(404);
    assertThat(world.get(world.paylink.url(link.linkId(), World.SALES)).status()).isEqualTo(200);
  }

  @Test
  void allOpenLinksOfOlderKeysAreDoneAndNoOthers() {
    closeAll();
    Issued open = issue(Wish.of(world.order(TOTAL)));
    Issued cancelled = issue(Wish.of(world.order(TOTAL)));
    cancel(cancelled);
    world.settings.keys(OLD + "\n" + NEW);
    Issued young = issue(Wish.of(world.order(TOTAL)));
    RotateTokens.Rotated rotated = rotate().rotateOld(World.SALES);
    assertThat(rotated.linkIds()).containsExactly(open.linkId());
    assertThat(rotated.more()).isFalse();
    assertThat(keyVersion(cancelled)).isEqualTo(1);
    assertThat(world.get(young.url()).status()).as("untouched").isEqualTo(200);
    assertThat(rotate().rotateOld(World.SALES).linkIds()).as("once").isEmpty();
  }

  @Test
  void aClosedLinkKeepsItsAddressAndOnlyAdministratorsMayChangeAny() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    Actor sales = new Actor("sales", permission -> false);
    refused(Problem.PERMISSION_MISSING, () -> rotate().rotate(link.linkId(), sales));
    refused(Problem.PERMISSION_MISSING, () -> rotate().rotateOld(sales));
    cancel(link);
    refused(Problem.LINK_ALREADY_CLOSED, () -> rotate().rotate(link.linkId(), World.SALES));
    refused(Problem.LINK_UNKNOWN, () -> rotate().rotate("NO_SUCH", World.SALES));
  }

  @Test
  void aKeyFileThatCanNotBeUnderstoodIsSaidAndChangesNothing() {
    Issued link = issue(Wish.of(world.order(TOTAL)));
    world.settings.unreadableKeys();
    assertThat(refusedIssue(Problem.TOKEN_KEY_UNREADABLE, Wish.of(world.order(TOTAL))))
        .contains("has to make the file readable");
    assertThat(world.pressPay(link.url()).status()).isEqualTo(503);
    refused(Problem.TOKEN_KEY_UNREADABLE, () -> rotate().rotate(link.linkId(), World.SALES));
  }

  private static RotateTokens rotate() {
    return world.paylink.operations().rotateTokens();
  }

  private void closeAll() {
    world
        .records
        .<List<String>>unit(
            unit ->
                unit.list(Query.from("PaymentLink").equal("lifecycle", "OPEN")).stream()
                    .map(row -> row.text("paymentLinkId"))
                    .toList())
        .forEach(id -> world.paylink.cancel(id, Optional.empty(), World.SALES));
    world.paylink.sweeper().sweep();
  }

  private static void cancel(Issued link) {
    world.paylink.cancel(link.linkId(), Optional.empty(), World.SALES);
  }

  private static Version version(long number) {
    return world.records.<List<Version>>unit(unit -> TokenKeyUse.look(unit, world.host)).stream()
        .filter(version -> version.version() == number)
        .findFirst()
        .orElseThrow();
  }

  private long keyVersion(Issued link) {
    return ((Number) row(link).get("tokenKeyVersion")).longValue();
  }

  private static List<String> events(Issued link) {
    return world.records.unit(
        unit -> History.read(unit, link.linkId(), 50).stream().map(History.Entry::event).toList());
  }
}
