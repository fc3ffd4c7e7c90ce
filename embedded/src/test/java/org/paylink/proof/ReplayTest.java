package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkTokens;
import org.paylink.link.Links;
import org.paylink.money.Money;
import org.paylink.records.Query;
import org.paylink.records.Row;

/**
 * Time, ids and randomness come from outside, so a run can be replayed from its seed; and no secret
 * is ever stored.
 */
class ReplayTest {
  private static final Money TOTAL = Money.ofMajor("USD", "50.85");
  private static final List<String> ENTITIES =
      List.of(
          "PaymentLink",
          "PaymentLinkToken",
          "PaymentLinkRequest",
          "PaymentAttempt",
          "PaymentReceipt",
          "PaymentPosting",
          "GatewayEvent",
          "PaymentLinkHistory",
          "PaymentLinkClick",
          "PaymentLinkOutbox",
          "PaymentException");

  @ParameterizedTest
  @ValueSource(ints = {99, 100, 101})
  void theSameSeedTellsTheSameStory(int seed) {
    assertThat(told("replay-1", seed)).isNotEmpty().isEqualTo(told("replay-2", seed));
  }

  @Test
  void noTokenAddressOrSecretIsStored() {
    try (World world = World.onDerby("secrets", 5)) {
      Story story = story(world, 99);
      List<String> secrets = new ArrayList<>();
      secrets.add(FixedSettings.WEBHOOK_SECRET.reveal());
      secrets.add(world.simulator.apiKey());
      for (Issued link : story.links) {
        secrets.add(link.url().substring(link.url().lastIndexOf('/') + 1));
      }
      secrets.addAll(returnHandles(world, story));
      world.records.run(
          unit -> {
            for (String entity : ENTITIES) {
              for (Row row : unit.list(Query.from(entity))) {
                String body = row.bytes("rawBody").map(ReplayTest::text).orElse("");
                String all = row.fields().values() + body;
                assertThat(secrets).as(entity).noneMatch(all::contains);
              }
            }
          });
    }
  }

  private static List<String> returnHandles(World world, Story story) {
    byte[] key = FixedSettings.tokenKeys().key(1).orElseThrow();
    return world.records.unit(
        unit ->
            story.links.stream()
                .flatMap(link -> Links.attemptsOf(unit, link.linkId()).stream())
                .map(attempt -> LinkTokens.returnHandle(key, attempt.id()))
                .toList());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** All that is stored, but for the ports that the gateways happened to get. */
  private static List<String> told(String name, int seed) {
    try (World world = World.onDerby(name, 11)) {
      story(world, seed);
      return world.records.unit(
          unit ->
              ENTITIES.stream()
                  .flatMap(entity -> unit.list(Query.from(entity)).stream())
                  .map(ReplayTest::told)
                  .sorted()
                  .toList());
    }
  }

  private static String told(Row row) {
    Map<String, Object> fields = new TreeMap<>(row.fields());
    fields.computeIfPresent("rawBody", (name, body) -> text((byte[]) body));
    return fields.toString().replaceAll("127\\.0\\.0\\.1:\\d+", "gateway");
  }

  private static Story story(World world, int seed) {
    new Choices(world).setUp();
    Story story = new Story(world, world.order(TOTAL), TOTAL, 3);
    Random random = new Random(seed);
    story.happens(Story.Event.ISSUE);
    story.happens(Story.Event.PRESS_PAY);
    story.happens(Story.Event.PAY);
    story.happens(Story.Event.ALL_HOOKS_AGAIN);
    for (int i = 0; i < 40; i++) {
      Story.Event[] all = Story.Event.values();
      story.happens(i % 3 == 0 ? Story.Event.PRESS_PAY : all[random.nextInt(all.length)]);
    }
    new Agreements(story).settleDown();
    return story;
  }
}
