package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.money.Money;
import org.paylink.problem.PaylinkException;
import org.paylink.simulator.SimulatedSession;
import org.paylink.simulator.fault.ApiOperation;

/**
 * Whatever goes wrong, our log lines hold no token, no address that opens a page, and no secret.
 */
class LogsTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static final String METRICS_TOKEN = "a-token-for-the-figures";

  @Test
  void noTokenAddressOrSecretIsLoggedWhateverGoesWrong() {
    try (World world = World.onDerby("logs", 13)) {
      List<String> secrets = new ArrayList<>();
      String logged = logOf(() -> trouble(world, secrets));
      assertThat(logged)
          .as("a line of each kind of trouble")
          .contains("public page", "webhook of account", "could not be looked up", "needs a person")
          .contains("health of Paylink", "could not be posted");
      assertThat(secrets).hasSizeGreaterThan(6).noneMatch(logged::contains);
    }
  }

  private static void trouble(World world, List<String> secrets) {
    secrets.add(FixedSettings.WEBHOOK_SECRET.reveal());
    secrets.add(world.simulator.apiKey());
    secrets.add(METRICS_TOKEN);
    world.settings.metricsToken(METRICS_TOKEN);
    Issued link = world.issue(world.order(TOTAL));
    secrets.add(tokenOf(link.url()));
    SimulatedSession session = world.startCheckout(link);
    String attempt = world.records.unit(u -> Links.attemptsOf(u, link.linkId()).get(0).id());
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    String handle = LinkTokens.returnHandle(key, attempt);
    secrets.add(handle);
    world.paylink.operations().rotateTokens().rotate(link.linkId(), World.SALES);
    String address = world.paylink.url(link.linkId(), World.SALES);
    secrets.add(tokenOf(address));
    aDatabaseThatIsGone(world, address, handle);
    aGatewayThatFails(world, handle);
    aKeyThatIsGone(world, address, handle);
    aForgedNotification(world, session);
    world.ledger.trouble(TroubledLedger.Trouble.BREAKS_AFTER_POSTING);
    world.simulator.pay(session.id());
    world.hookAll();
    world.paylink.sweeper().sweep();
    world.settleDown();
    secrets.add(session.url().orElseThrow());
  }

  private static void aDatabaseThatIsGone(World world, String address, String handle) {
    world.records.downAfter(0);
    world.get(address);
    world.pressPay(address);
    world.get("/pay/return/" + handle);
    world.get("/pay/health");
    metrics(world);
    world.simulator.deliveries().forEach(world::hook);
    world.paylink.sweeper().round();
    world.records.up();
  }

  private static void aGatewayThatFails(World world, String handle) {
    world.simulator.faults().serverError(ApiOperation.ANY, 4);
    world.get("/pay/return/" + handle);
    world.clock.advance(Duration.ofMinutes(5));
    world.paylink.sweeper().round();
    world.simulator.faults().clear();
  }

  private static void aKeyThatIsGone(World world, String address, String handle) {
    world.settings.unreadableKeys();
    world.get(address);
    world.pressPay(address);
    world.get("/pay/return/" + handle);
    try {
      world.issue(world.order(TOTAL));
    } catch (PaylinkException refused) {
      assertThat(refused.getMessage()).doesNotContain("not a key");
    }
    metrics(world);
    world.paylink.sweeper().round();
    world.settings.asUsual();
    world.settings.metricsToken(METRICS_TOKEN);
  }

  private static void aForgedNotification(World world, SimulatedSession session) {
    byte[] body = session.id().getBytes(StandardCharsets.UTF_8);
    world.request("POST", "/pay/hook/" + FixedSettings.ACCOUNT, body, Map.of());
  }

  private static void metrics(World world) {
    world.request(
        "GET",
        "/pay/metrics",
        new byte[0],
        Map.of("authorization", List.of("Bearer " + METRICS_TOKEN)));
  }

  private static String tokenOf(String url) {
    return url.substring(url.lastIndexOf('/') + 1);
  }

  /** The tests' log goes to the standard error stream. */
  private static String logOf(Runnable action) {
    PrintStream usual = System.err;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      action.run();
    } finally {
      System.setErr(usual);
    }
    return caught.toString(StandardCharsets.UTF_8);
  }
}
