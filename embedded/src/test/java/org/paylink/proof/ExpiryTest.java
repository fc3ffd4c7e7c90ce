package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.LinkStatus;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;

/** Links whose time is over are closed by the background work. */
class ExpiryTest extends RefusalScene {
  @Test
  void aLinkThatCannotBeReadDoesNotKeepOthersOpen() {
    Issued broken = issue(Wish.of(world.order(TOTAL)).validityDays("1"));
    Issued due = issue(Wish.of(world.order(TOTAL)).validityDays("2"));
    world.records.run(
        unit ->
            unit.update(
                PaymentLink.ENTITY,
                Links.key(broken.linkId()),
                Map.of("amountPolicy", "NONSENSE")));

    world.clock.advance(Duration.ofDays(3));
    world.paylink.sweeper().sweep();

    assertThat(world.status(due.linkId())).isEqualTo(LinkStatus.EXPIRED);
  }
}
