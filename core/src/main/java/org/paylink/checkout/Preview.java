package org.paylink.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.paylink.host.Circle;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.link.Lifecycle;
import org.paylink.link.Links;
import org.paylink.link.PaymentAttempt;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.records.Unit;

/**
 * What happens if the customer pays now, found by the rules of {@link LastLook} and without writing
 * anything. A moment later it may be different.
 *
 * @param outcome what would come of pressing *Pay*
 * @param asked what the customer would be asked; nothing when refused
 * @param openAfterwards what would then still be open on the document
 * @param lowered whether less is open than the link asks
 * @param closesAs how the link would be closed at the attempt
 * @param withheld whether it is test money that this host keeps out of its ledger
 */
public record Preview(
    Outcome outcome,
    Money asked,
    Money openAfterwards,
    boolean lowered,
    Optional<Lifecycle> closesAs,
    boolean withheld) {

  /** What would come of pressing *Pay*. The label is {@code PaylinkNow_<name>}. */
  public enum Outcome {
    /** A checkout starts. */
    ASKED,
    /** The customer is led to the checkout that is open already. */
    CONTINUED,
    /** Refused: the link is closed. */
    CLOSED,
    /** Refused, and the link closes, because its time is over. */
    ENDS,
    /** Refused, and the link closes, because the document asks nothing like it any more. */
    NOTHING_DUE,
    /** Refused: a fact about its money waits for a person. */
    IN_REVIEW,
    /** Refused for now: what is open is being paid, or an earlier checkout may still bring it. */
    BUSY,
    /** Refused: no account is enabled that this customer may pay at. */
    NO_ACCOUNT
  }

  /** Looks at a link as of now. */
  public static Preview of(Unit unit, Host host, PaymentLink link, boolean hasAccount) {
    Instant now = host.clock().instant();
    Circle circle = Circle.read(unit, host.ledger(), link.subject());
    List<PaymentAttempt> own =
        Links.attemptsOf(unit, link.id()).stream().filter(PaymentAttempt::mayBeClosed).toList();
    LastLook.Seen seen =
        LastLook.at(unit, host.ledger(), host.settings().policy(), circle, link, own, now);
    if (seen instanceof LastLook.Seen.Admits admits) {
      return admitted(unit, host, link, admits, !own.isEmpty(), hasAccount);
    }
    return refused(link, seen);
  }

  private static Preview admitted(
      Unit unit,
      Host host,
      PaymentLink link,
      LastLook.Seen.Admits admits,
      boolean continued,
      boolean hasAccount) {
    Money open =
        host.ledger().document(unit, link.subject()).flatMap(Document::open).orElse(admits.due());
    Outcome going = continued ? Outcome.CONTINUED : Outcome.ASKED;
    return new Preview(
        hasAccount ? going : Outcome.NO_ACCOUNT,
        admits.due(),
        open.minus(admits.due()),
        admits.loweredTo().isPresent(),
        Optional.empty(),
        link.testMode() && !host.settings().isTestHost());
  }

  private static Preview refused(PaymentLink link, LastLook.Seen seen) {
    Optional<Lifecycle> closes = Optional.empty();
    Outcome outcome = Outcome.CLOSED;
    if (seen instanceof LastLook.Seen.Closes found) {
      closes = Optional.of(found.to());
      outcome = found.to() == Lifecycle.EXPIRED ? Outcome.ENDS : Outcome.NOTHING_DUE;
    } else if (seen instanceof LastLook.Seen.InReview) {
      outcome = Outcome.IN_REVIEW;
    } else if (seen instanceof LastLook.Seen.IsBlocked) {
      outcome = Outcome.BUSY;
    }
    Money nothing = Money.zero(link.amount().currency());
    return new Preview(outcome, nothing, nothing, false, closes, link.testMode());
  }
}
