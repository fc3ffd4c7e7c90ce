package org.paylink.site;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.account.Connections;
import org.paylink.host.Document;
import org.paylink.host.Host;
import org.paylink.issuing.LinkUrls;
import org.paylink.link.AttemptState;
import org.paylink.link.Links;
import org.paylink.link.PaymentLink;
import org.paylink.money.Money;
import org.paylink.page.PublicView;
import org.paylink.page.PublicView.State;

/** Works out what a link's customer is to see, from what is true now. Changes nothing. */
final class PublicViews {
  /** So often a page that waits for a bank looks again by itself: for less than two hours. */
  private static final int MOST_LOOKS = 30;

  private final Host host;
  private final Connections connections;
  private final LinkUrls urls;

  PublicViews(Host host, Connections connections, LinkUrls urls) {
    this.host = host;
    this.connections = connections;
    this.urls = urls;
  }

  /** The page of a link as it is. */
  PublicView of(PaymentLink link, Locale locale) {
    return of(link, failure(link), false, locale);
  }

  /** A payment that the bank turned down days later is told as long as nothing newer was begun. */
  private Optional<PublicView.Notice> failure(PaymentLink link) {
    return host.records().unit(unit -> Links.attemptsOf(unit, link.id())).stream()
        .reduce((first, second) -> second)
        .filter(last -> last.state() == AttemptState.FAILED && last.sessionId().isPresent())
        .map(
            last ->
                new PublicView.Notice(
                    Optional.empty(), Map.of(), Optional.of(last.decline().orElse("default"))));
  }

  /**
   * The page of a link whose customer came back from the gateway, which said that nothing was
   * taken.
   */
  PublicView cameBack(PaymentLink link, Optional<String> decline, Locale locale) {
    return of(
        link,
        Optional.of(new PublicView.Notice(Optional.empty(), Map.of(), decline)),
        true,
        locale);
  }

  /** The page of a link as a user sees it who opened the checkout in the customer's place. */
  PublicView attended(PaymentLink link, String again, Locale locale) {
    PublicView own = of(link, locale);
    return own.lookingAgain(own.refreshAfter(), own.retryUrl().map(url -> again));
  }

  private PublicView of(
      PaymentLink link,
      Optional<PublicView.Notice> notice,
      boolean gatewaySaysNothing,
      Locale locale) {
    CustomerFacts facts = CustomerFacts.of(host, link.id());
    List<PublicView.PayOption> options =
        facts.state() == State.PAYABLE ? payOptions(facts) : List.of();
    State state = offered(facts.state(), options);
    Money asked = facts.asked();
    return new PublicView(
        state,
        Optional.of(offer(facts, state == State.PAYABLE ? asked : facts.link().amount())),
        options,
        state == State.PAYABLE ? notice : Optional.empty(),
        paid(facts),
        facts.nothingTaken() || (gatewaySaysNothing && facts.receipts().isEmpty()),
        successor(facts),
        Optional.of(facts.link().id()),
        Optional.empty(),
        looksAgain(state) ? Optional.of(urls.of(facts.link())) : Optional.empty(),
        locale,
        host.settings().zone());
  }

  /**
   * The page looks again by itself, at first soon and then less and less often, and in the end no
   * more.
   *
   * @param looks how often it has looked by itself
   */
  static PublicView lookingAgain(PublicView view, int looks) {
    if (view.state() != State.WAITING_FOR_BANK) {
      return view;
    }
    Duration pause = Duration.ofSeconds(looks < 4 ? 15 : looks < 10 ? 60 : 300);
    boolean more = looks < MOST_LOOKS;
    return view.lookingAgain(
        more ? Optional.of(pause) : Optional.empty(),
        view.retryUrl().map(url -> more ? url + "?look=" + (looks + 1) : url));
  }

  /** The page of a link on which another state than the link's own is shown. */
  PublicView in(
      State state,
      PaymentLink link,
      Optional<PublicView.Notice> notice,
      List<PublicView.PayOption> options,
      Locale locale) {
    PublicView own = of(link, locale);
    return new PublicView(
        state,
        own.offer(),
        options,
        notice,
        own.paid(),
        own.nothingTaken(),
        own.successorUrl(),
        own.reference(),
        own.refreshAfter(),
        Optional.of(urls.of(link)),
        locale,
        own.zone());
  }

  /** The page that sends the customer's browser on with a form. */
  PublicView handover(PaymentLink link, String action, Map<String, String> fields, Locale locale) {
    return in(
        State.HANDOVER,
        link,
        Optional.empty(),
        List.of(new PublicView.PayOption(action, fields, "")),
        locale);
  }

  /** The page shown on the way back, while the gateway has not said what happened. */
  PublicView checking(PaymentLink link, Duration refreshAfter, String again, Locale locale) {
    PublicView own = of(link, locale);
    return new PublicView(
        State.CHECKING,
        own.offer(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        own.reference(),
        Optional.of(refreshAfter),
        Optional.of(again),
        locale,
        own.zone());
  }

  /** A page that asks for money without a button to pay it would leave its customer helpless. */
  private static State offered(State state, List<PublicView.PayOption> options) {
    return state == State.PAYABLE && options.isEmpty() ? State.UNAVAILABLE : state;
  }

  private static boolean looksAgain(State state) {
    return state == State.WAITING_FOR_BANK || state == State.UNAVAILABLE;
  }

  private static PublicView.Offer offer(CustomerFacts facts, Money asked) {
    PaymentLink link = facts.link();
    return new PublicView.Offer(
        facts.document().map(Document::payeeName).orElse(link.subject().organizationPartyId()),
        link.purpose(),
        // A party's id is the host's word for the reader, who has never heard it.
        Optional.of(link.documentNumber()).filter(id -> !link.subject().type().isOnAccount()),
        asked,
        link.expiresAt(),
        link.testMode());
  }

  private List<PublicView.PayOption> payOptions(CustomerFacts facts) {
    String action = urls.of(facts.link());
    return facts.accounts().stream()
        .flatMap(id -> connections.find(id).stream())
        .filter(connection -> connection.account().enabled())
        .map(c -> new PublicView.PayOption(action, c.account().id(), c.account().shownName()))
        .toList();
  }

  private Optional<PublicView.Paid> paid(CustomerFacts facts) {
    return facts.receipts().stream()
        .reduce((first, second) -> second)
        .map(
            last ->
                new PublicView.Paid(
                    last.amount(),
                    last.occurredAt(),
                    last.key().externalRef(),
                    connections.find(last.key().gatewayAccountId()).map(c -> c.account().name())));
  }

  private Optional<String> successor(CustomerFacts facts) {
    return facts.successor().map(urls::of);
  }
}
