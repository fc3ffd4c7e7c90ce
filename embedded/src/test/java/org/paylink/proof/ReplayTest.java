package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.History;
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

  @Test
  void theSameSeedTellsTheSameStory() {
    assertThat(historyOf("replay-1")).isNotEmpty().isEqualTo(historyOf("replay-2"));
  }

  @Test
  void noTokenAddressOrSecretIsStored() {
    try (World world = World.onDerby("secrets", 5)) {
      Story story = story(world);
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

  private static List<String> historyOf(String name) {
    try (World world = World.onDerby(name, 11)) {
      Story story = story(world);
      return world.records.unit(
          unit ->
              story.links.stream()
                  .flatMap(link -> History.read(unit, link.linkId(), 1_000).stream())
                  .map(entry -> entry.event() + " " + entry.hash())
                  .toList());
    }
  }

  private static Story story(World world) {
    Story story = new Story(world, world.order(TOTAL), TOTAL, 3);
    Random random = new Random(99);
    story.happens(Story.Event.ISSUE);
    story.happens(Story.Event.PRESS_PAY);
    story.happens(Story.Event.PAY);
    story.happens(Story.Event.ALL_HOOKS_AGAIN);
    for (int i = 0; i < 25; i++) {
      Story.Event[] all = Story.Event.values();
      story.happens(all[random.nextInt(all.length)]);
    }
    world.settleDown();
    return story;
  }
}
