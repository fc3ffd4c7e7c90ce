package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.embedded.EmbeddedIdentifiers;
import org.paylink.gateway.stripe.StripeGateway;
import org.paylink.health.Ailment;
import org.paylink.health.HealthReport;
import org.paylink.health.HealthReport.Finding;
import org.paylink.issuing.Issued;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.money.Money;
import org.paylink.site.WebResponse;

/** Nodes share the database: what must differ between them, and what must not, is found out. */
class NodesTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private World world;

  @BeforeEach
  void begin() {
    world = World.onDerby("nodes", 3);
  }

  @AfterEach
  void end() {
    world.close();
  }

  @Test
  void twoLivingNodesOfOneNameAreFoundOutAndARestartedOneIsNot() {
    Node twin = node(4);
    world.paylink.sweeper().round();
    assertThat(found()).doesNotContain(Ailment.NODE_NAME_SHARED);
    twin.paylink().sweeper().round();
    assertThat(found()).as("could be a restart").doesNotContain(Ailment.NODE_NAME_SHARED);
    world.clock.advance(Duration.ofSeconds(16));
    world.paylink.sweeper().round();
    assertThat(found()).as("the first still lives").contains(Ailment.NODE_NAME_SHARED);
    world.clock.advance(Duration.ofMinutes(11));
    twin.paylink().sweeper().round();
    assertThat(found()).as("found by the other as well").contains(Ailment.NODE_NAME_SHARED);
    world.clock.advance(Duration.ofMinutes(11));
    twin.paylink().sweeper().round();
    assertThat(found()).as("the first has ended").doesNotContain(Ailment.NODE_NAME_SHARED);
  }

  @Test
  void aDatabaseOfANewerReleaseIsLeftAlone() {
    Issued link =
        world.paylink.issue(Wish.of(world.order(TOTAL)).validityDays("1").request(), World.SALES);
    world.paylink.sweeper().round();
    schema(99L);
    world.clock.advance(Duration.ofDays(2));
    world.paylink.sweeper().round();
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.OPEN);
    assertThat(found()).contains(Ailment.SCHEMA_NEWER);
    assertThat(health().status()).isEqualTo(503);
    schema(0L);
    world.paylink.sweeper().round();
    assertThat(lifecycle(link)).as("an older one is brought up").isEqualTo(Lifecycle.EXPIRED);
    assertThat(report().schemaVersion()).hasValue(1L);
  }

  private Node node(long seed) {
    FixedSettings settings =
        new FixedSettings(world.simulator.baseUrl(), world.simulator.apiKey(), "node-1");
    return Node.of(
        world.records,
        settings,
        EmbeddedIdentifiers.seeded(seed),
        world.clock,
        new StripeGateway());
  }

  private void schema(long version) {
    world.records.run(
        unit ->
            unit.update(
                "PaylinkSchemaVersion",
                Map.of("schemaName", "paylink"),
                Map.of("versionNumber", version)));
  }

  private Lifecycle lifecycle(Issued link) {
    return world.records.unit(u -> Links.find(u, link.linkId()).orElseThrow().lifecycle());
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
}
