package org.paylink.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.paylink.money.Money;
import org.paylink.problem.Problem;

/**
 * What the customer's page shows.
 *
 * @param state which page
 * @param offer who asks for what; absent when we must not say what exists
 * @param payOptions the ways to pay; empty when nothing can be paid
 * @param notice what just happened, above the offer; absent when nothing did
 * @param paid what was received by this link, on every page where something was; EXPIRED, CANCELLED
 *     and SUPERSEDED say that nothing was taken with the link exactly when it is absent
 * @param nothingTaken whether it is certain that nothing was taken with this link: no money came,
 *     and no checkout of it can still bring any. For a page made just after the gateway was asked:
 *     that it said so
 * @param successorUrl where a replaced link's successor is
 * @param reference what to quote to the payee
 * @param refreshAfter when the page looks again by itself; told to the browser beside the page
 * @param retryUrl where *Try again* and *Check again* lead
 * @param locale the customer's language
 * @param zone the zone dates are shown in
 */
public record PublicView(
    State state,
    Optional<Offer> offer,
    List<PayOption> payOptions,
    Optional<Notice> notice,
    Optional<Paid> paid,
    boolean nothingTaken,
    Optional<String> successorUrl,
    Optional<String> reference,
    Optional<Duration> refreshAfter,
    Optional<String> retryUrl,
    Locale locale,
    ZoneId zone) {

  /** The same page whose addresses of our own pages are changed, for instance in their language. */
  public PublicView withAddresses(UnaryOperator<String> change) {
    return new PublicView(
        state,
        offer,
        // A form that goes to a gateway is not one of our pages.
        state == State.HANDOVER
            ? payOptions
            : payOptions.stream()
                .map(option -> option.withAction(change.apply(option.action())))
                .toList(),
        notice,
        paid,
        nothingTaken,
        successorUrl.map(change),
        reference,
        refreshAfter,
        retryUrl.map(change),
        locale,
        zone);
  }

  /**
   * The same page that looks again at another time and place.
   *
   * @param after when it does so by itself
   * @param url where *Check again* leads
   */
  public PublicView lookingAgain(Optional<Duration> after, Optional<String> url) {
    return new PublicView(
        state,
        offer,
        payOptions,
        notice,
        paid,
        nothingTaken,
        successorUrl,
        reference,
        after,
        url,
        locale,
        zone);
  }

  /**
   * Which page. Each has a title {@code PaylinkPage_<state>_title} and a text {@code
   * PaylinkPage_<state>_text}.
   */
  public enum State {
    /** Can be paid now. */
    PAYABLE,
    /** A checkout was started; the one button posts a form to the gateway's page. */
    HANDOVER,
    /** Back from the gateway, which hasn't said yet what happened; looks again by itself. */
    CHECKING,
    /** The gateway says the customer finished and the money is under way. */
    WAITING_FOR_BANK,
    /** The gateway says it is paid. */
    PAID,
    /** Money arrived and a person looks at it, because something about it is unusual. */
    REVIEW,
    /** The document has been settled in another way; nothing is left to pay. */
    NOTHING_DUE,
    /** Another checkout for the same document is under way. */
    IN_PROGRESS,
    EXPIRED,
    CANCELLED,
    SUPERSEDED,
    NOT_FOUND,
    TOO_MANY_TRIES,
    /**
     * The gateway could not be reached to start, so nothing was taken, and the page says so. Never
     * after a checkout was started: that is CHECKING.
     */
    GATEWAY_DOWN,
    /** Our own failure, or something is not set up. */
    UNAVAILABLE,
    /** The page was asked for over a connection that anybody can read. */
    INSECURE,
    /** The address is asked in a way that no button of ours does. */
    NOT_ALLOWED,
    /** More was sent than any form of ours holds. */
    TOO_LARGE,
    /** So many attempts failed that someone looks at it before there is another. */
    ON_HOLD
  }

  /**
   * Who asks for what.
   *
   * @param payeeName the organization
   * @param purpose what for
   * @param documentNumber the order or invoice
   * @param amount what is asked now
   * @param validUntil until when; absent means for ever
   * @param testMoney whether no real money moves
   */
  public record Offer(
      String payeeName,
      String purpose,
      Optional<String> documentNumber,
      Money amount,
      Optional<Instant> validUntil,
      boolean testMoney) {}

  /**
   * One way to pay: a form that is posted without scripts.
   *
   * @param action where the form goes
   * @param fields what it posts
   * @param methodName what the way to pay is called on the button when there are several
   */
  public record PayOption(String action, Map<String, String> fields, String methodName) {

    /** A form of ours that chooses a gateway account. */
    public PayOption(String action, String gatewayAccountId, String methodName) {
      this(action, Map.of("gatewayAccountId", gatewayAccountId), methodName);
    }

    PayOption withAction(String changed) {
      return new PayOption(changed, fields, methodName);
    }
  }

  /**
   * A problem said in the customer's words. With neither a problem nor a decline it says that the
   * payment was not finished and nothing was taken, as after coming back from an unpaid checkout.
   *
   * @param problem which; its label's sentence is shown when it is of kind BUYER, and otherwise
   *     what it means for the customer
   * @param facts what the sentence names
   * @param declineCode the gateway's code of a decline, for which {@code PaylinkDecline_<code>} may
   *     hold words; the page says that nothing was taken
   */
  public record Notice(
      Optional<Problem> problem, Map<String, String> facts, Optional<String> declineCode) {}

  /**
   * What was received.
   *
   * @param amount how much
   * @param at when
   * @param gatewayReference the gateway's id of it
   * @param method how it was paid, as on the button
   */
  public record Paid(Money amount, Instant at, String gatewayReference, Optional<String> method) {}
}
