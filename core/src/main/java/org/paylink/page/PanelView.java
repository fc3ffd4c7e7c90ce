package org.paylink.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.money.Money;
import org.paylink.policy.Sentence;
import org.paylink.problem.Problem;

/**
 * The panel *Payment links* in a document's screen.
 *
 * @param subject the document
 * @param rows its links, the newest first
 * @param createForm the prefilled form; absent when nothing can be asked or the user may not
 * @param whyNot why there is no form, in the user's words; absent when there is one or the user may
 *     not
 * @param shown the link whose URL is shown now, after creating or *Copy*
 * @param cancelling the link the user is asked to confirm the cancelling of
 * @param notice what just happened or went wrong
 * @param now when the page was made
 * @param locale the user's language
 * @param zone the user's zone
 */
public record PanelView(
    Subject subject,
    List<Row> rows,
    Optional<CreateForm> createForm,
    Optional<Notice> whyNot,
    Optional<Shown> shown,
    Optional<Cancelling> cancelling,
    Optional<Notice> notice,
    Instant now,
    Locale locale,
    ZoneId zone) {

  /**
   * One link.
   *
   * @param linkId its id
   * @param subject what it is for, which on a party's panel may be a document the party pays
   * @param purpose what for, in the customer's words
   * @param status the one status
   * @param amount what it asks
   * @param received what came in
   * @param testMoney whether no real money moves
   * @param createdAt when it was made
   * @param createdBy by which login
   * @param expiresAt until when; absent means for ever
   * @param openedAt when the customer's page was first opened by a person
   * @param open whether it can still be paid
   * @param mayCopy whether this user may see its URL
   * @param mayCancel whether this user may cancel it now
   * @param postings host payments that came of it, with where they stand
   * @param exceptions open exceptions
   * @param history what happened, the newest first; at most 50
   * @param policy the rules that hold for it, in words
   * @param sent what went to its customer, the newest first; at most 5
   */
  public record Row(
      String linkId,
      Subject subject,
      String purpose,
      LinkStatus status,
      Money amount,
      Money received,
      boolean testMoney,
      Instant createdAt,
      String createdBy,
      Optional<Instant> expiresAt,
      Optional<Instant> openedAt,
      boolean open,
      boolean mayCopy,
      boolean mayCancel,
      List<PostingLine> postings,
      List<OpenException> exceptions,
      List<HistoryLine> history,
      List<Sentence> policy,
      List<SentLine> sent) {

    /** Whether it can still be paid, money is under way, or something about it wants a person. */
    public boolean isLive() {
      return open || status == LinkStatus.PENDING || !exceptions.isEmpty();
    }
  }

  /**
   * An exception that waits for a person.
   *
   * @param id its id, for the page about it
   * @param kind its kind; the label {@code PaylinkException_<kind>} says what happened
   */
  public record OpenException(String id, String kind) {}

  /**
   * One mail about the link.
   *
   * @param recipient an address; absent when none was found
   * @param reason why it was not sent, or not yet
   * @param at when it was sent, or else asked for
   */
  public record SentLine(
      DeliveryKind kind,
      Optional<String> recipient,
      DeliveryState state,
      Optional<DeliveryReason> reason,
      Instant at) {}

  /**
   * One receipt and its place in the ledger.
   *
   * @param state PENDING, POSTED, HELD or WITHHELD; labels {@code PaylinkPosting_<state>}
   */
  public record PostingLine(Money amount, Instant at, String state, Optional<String> paymentId) {}

  /**
   * One entry of the history.
   *
   * @param event the event's name; its label {@code PaylinkEvent_<event>} takes the details as
   *     facts
   * @param actor who: a login, or customer, gateway or Paylink in angle brackets
   */
  public record HistoryLine(String event, String actor, Instant at, Map<String, String> details) {}

  /**
   * The form to create a link, prefilled.
   *
   * @param requestKey makes sending it twice harmless
   * @param amount as written in the field, in major units with a point
   * @param currency its currency
   * @param purpose as the customer will read it
   * @param validityDays days, or empty for ever
   * @param accounts gateway accounts to choose from
   * @param accountIds those chosen
   * @param liveLinkId the live link there is, whose replacing is offered
   * @param policy the rules that will hold for it, in words
   */
  public record CreateForm(
      String requestKey,
      String amount,
      String currency,
      String purpose,
      String validityDays,
      List<Account> accounts,
      List<String> accountIds,
      Optional<String> liveLinkId,
      List<Sentence> policy) {}

  /** A gateway account to choose. */
  public record Account(String id, String name, boolean testMode) {}

  /** A link's URL, shown to be copied. */
  public record Shown(String linkId, String url) {}

  /**
   * What cancelling would do.
   *
   * @param linkId the link
   * @param amount what it asks
   * @param openCheckouts how many checkouts a customer has open; they are closed at the gateway too
   */
  public record Cancelling(String linkId, Money amount, int openCheckouts) {}

  /**
   * Something to say above the panel.
   *
   * @param problem a problem, whose sentence is shown; or absent for good news
   * @param labelKey the label of good news
   * @param facts what the sentence names
   * @param warning whether the news, though what was asked is done, is something to look at
   */
  public record Notice(
      Optional<Problem> problem,
      Optional<String> labelKey,
      Map<String, String> facts,
      boolean warning) {

    /** A problem, or good news. */
    public Notice(Optional<Problem> problem, Optional<String> labelKey, Map<String, String> facts) {
      this(problem, labelKey, facts, false);
    }
  }
}
