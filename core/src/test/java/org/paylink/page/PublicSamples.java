package org.paylink.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.money.Money;
import org.paylink.page.PublicView.Notice;
import org.paylink.page.PublicView.Offer;
import org.paylink.page.PublicView.Paid;
import org.paylink.page.PublicView.PayOption;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** The customer's page in each of its states, as a customer may meet it. */
final class PublicSamples {
  static final Instant NOW = Instant.parse("2026-11-20T14:03:00Z");
  static final Money ASKED = Money.ofMajor("USD", "50.85");
  static final Paid PAID = new Paid(ASKED, NOW, "pi_3QKzv2LkdIwHu7ix0aBcDeFg", Optional.of("Card"));
  static final Notice BACK_UNPAID = new Notice(Optional.empty(), Map.of(), Optional.empty());

  private static final PayOption CARD = new PayOption("/pay/tok/start", "STRIPE_US", "Stripe");
  private static final PayOption BANK = new PayOption("/pay/tok/start", "PAYPAL_US", "PayPal");

  /** What is said without saying what exists. */
  static final Set<State> BARE =
      EnumSet.of(
          State.NOT_FOUND,
          State.TOO_MANY_TRIES,
          State.UNAVAILABLE,
          State.INSECURE,
          State.NOT_ALLOWED,
          State.TOO_LARGE);

  private PublicSamples() {}

  static Offer offer(boolean testMoney) {
    return new Offer(
        "Demo Company, Inc.",
        "Tiny gizmos, autumn delivery",
        Optional.of("WS10003"),
        ASKED,
        Optional.of(Instant.parse("2026-11-27T22:00:00Z")),
        testMoney);
  }

  /** A state with what core gives it. */
  static PublicView of(State state) {
    boolean offered = !BARE.contains(state);
    boolean received = state == State.PAID || state == State.REVIEW;
    boolean looksAgain = state == State.CHECKING || state == State.WAITING_FOR_BANK;
    boolean retries =
        !offered || looksAgain || state == State.GATEWAY_DOWN || state == State.IN_PROGRESS;
    return new PublicView(
        state,
        offered ? Optional.of(offer(false)) : Optional.empty(),
        state == State.PAYABLE ? List.of(CARD) : List.of(),
        Optional.empty(),
        received ? Optional.of(PAID) : Optional.empty(),
        !received,
        state == State.SUPERSEDED ? Optional.of("/pay/successor") : Optional.empty(),
        offered ? Optional.of("PL10007") : Optional.empty(),
        looksAgain ? Optional.of(Duration.ofSeconds(5)) : Optional.empty(),
        retries ? Optional.of("/pay/tok") : Optional.empty(),
        Locale.US,
        ZoneId.of("America/New_York"));
  }

  static PublicView payable(Notice notice, boolean testMoney, List<PayOption> options) {
    PublicView plain = of(State.PAYABLE);
    return new PublicView(
        State.PAYABLE,
        Optional.of(offer(testMoney)),
        options,
        Optional.ofNullable(notice),
        Optional.empty(),
        true,
        Optional.empty(),
        plain.reference(),
        Optional.empty(),
        Optional.empty(),
        plain.locale(),
        plain.zone());
  }

  private static PublicView handover() {
    PublicView plain = of(State.HANDOVER);
    Map<String, String> fields = Map.of("token", "tok_\"><1");
    return new PublicView(
        State.HANDOVER,
        plain.offer(),
        List.of(new PayOption("https://gateway.example/hosted", fields, "")),
        Optional.empty(),
        Optional.empty(),
        false,
        Optional.empty(),
        plain.reference(),
        Optional.empty(),
        Optional.empty(),
        plain.locale(),
        plain.zone());
  }

  static PublicView declined(String code) {
    return payable(new Notice(Optional.empty(), Map.of(), Optional.of(code)), false, List.of(CARD));
  }

  static PublicView refused(State state, Problem problem) {
    PublicView plain = of(state);
    return new PublicView(
        state,
        plain.offer(),
        plain.payOptions(),
        Optional.of(new Notice(Optional.of(problem), Map.of(), Optional.empty())),
        plain.paid(),
        plain.nothingTaken(),
        plain.successorUrl(),
        plain.reference(),
        plain.refreshAfter(),
        plain.retryUrl(),
        plain.locale(),
        plain.zone());
  }

  /** A payable page for another reader, of another amount. */
  static PublicView forReader(Locale locale, Money asked, String payee, String purpose) {
    Offer offer = new Offer(payee, purpose, Optional.of("WS10003"), asked, Optional.empty(), false);
    return new PublicView(
        State.PAYABLE,
        Optional.of(offer),
        List.of(CARD),
        Optional.empty(),
        Optional.empty(),
        true,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        locale,
        ZoneId.of("Europe/Berlin"));
  }

  /** Every state and the variants worth looking at, by file name. */
  static Map<String, PublicView> all() {
    Map<String, PublicView> all = new LinkedHashMap<>();
    for (State state : State.values()) {
      all.put(state.name().toLowerCase(Locale.ROOT), of(state));
    }
    all.put("handover", handover());
    all.put("payable_test", payable(null, true, List.of(CARD)));
    all.put("payable_two_ways", payable(null, false, List.of(CARD, BANK)));
    all.put("payable_declined", declined("insufficient_funds"));
    all.put("payable_back_unpaid", payable(BACK_UNPAID, false, List.of(CARD)));
    all.put("payable_not_started", refused(State.PAYABLE, Problem.GATEWAY_BUSY));
    all.put(
        "payable_long",
        forReader(
            Locale.GERMANY,
            Money.ofMajor("EUR", "1234567.89"),
            "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft mbH",
            "Jahreswartung der Anlagen 1 bis 17 einschließlich Anfahrt, Ersatzteile und"
                + " Entsorgung_ohne_ein_einziges_Leerzeichen_in_diesem_Teil"));
    all.put(
        "payable_yen",
        forReader(Locale.JAPAN, Money.ofMinor("JPY", 1_000), "Tokyo Supplies", "Paper"));
    return all;
  }
}
