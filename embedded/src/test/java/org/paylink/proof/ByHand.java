package org.paylink.proof;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.paylink.byhand.Confirmed;
import org.paylink.byhand.HandPayment;
import org.paylink.issuing.Issued;
import org.paylink.problem.PaylinkException;

/** What people of a story confirm by hand and take back; what is refused is left. */
final class ByHand {
  final List<Confirmed> standing = new ArrayList<>();
  private final List<Confirmed> all = new ArrayList<>();
  private final Story story;
  private final Random random;
  private int requests;

  ByHand(Story story, Random random) {
    this.story = story;
    this.random = random;
  }

  void confirm(Issued link, Optional<String> amount) {
    HandPayment payment =
        new HandPayment(
            link.linkId(),
            "by-hand-" + ++requests,
            "CASH",
            "R-" + requests,
            amount,
            Optional.empty(),
            random.nextBoolean());
    try {
      Confirmed confirmed = story.world.paylink.confirmByHand(payment, World.SALES, ZoneOffset.UTC);
      all.add(confirmed);
      standing.add(confirmed);
      Confirmed again = story.world.paylink.confirmByHand(payment, World.SALES, ZoneOffset.UTC);
      if (again.created()) {
        throw new AssertionError("confirmed twice");
      }
    } catch (PaylinkException e) {
      Story.refused(e);
    }
  }

  void undo() {
    if (all.isEmpty()) {
      return;
    }
    Confirmed any = all.get(random.nextInt(all.size()));
    try {
      story.world.paylink.undoConfirmation(any.confirmationId(), "a mistake", World.SALES);
      if (!standing.remove(any)) {
        throw new AssertionError("undone twice");
      }
    } catch (PaylinkException e) {
      Story.refused(e);
    }
  }
}
