package org.paylink.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.page.PublicView.Offer;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** Turns the customer's view into the words and rows its template places. */
final class PublicModel {
  private static final Set<String> RIGHT_TO_LEFT = Set.of("ar", "fa", "he", "iw", "ur");

  /** Problems that stop a payment before the gateway was given anything the customer could pay. */
  private static final Set<Problem> NEVER_STARTED =
      Set.of(
          Problem.ACCOUNT_MISSING,
          Problem.ACCOUNT_FOREIGN,
          Problem.ACCOUNT_KEY_REFUSED,
          Problem.GATEWAY_REFUSED,
          Problem.GATEWAY_UNREACHABLE,
          Problem.GATEWAY_BUSY,
          Problem.AMOUNT_BELOW_MINIMUM,
          Problem.CURRENCY_NOT_STORABLE,
          Problem.FORM_EXPIRED);

  private final PublicView view;
  private final Words words;
  private final Map<String, String> facts = new HashMap<>();

  private PublicModel(PublicView view, Words words) {
    this.view = view;
    this.words = words;
    facts.put("payee", view.offer().map(Offer::payeeName).orElseGet(() -> label("ThePayee")));
    view.offer().ifPresent(offer -> facts.put("purpose", offer.purpose()));
    view.reference().ifPresent(reference -> facts.put("reference", reference));
  }

  /** What the template needs: text, booleans, lists and maps. */
  static Map<String, Object> of(PublicView view, Words words) {
    return new PublicModel(view, words).build();
  }

  private Map<String, Object> build() {
    Map<String, Object> model = new HashMap<>();
    Locale language = words.language();
    model.put("lang", language.toLanguageTag());
    model.put("dir", RIGHT_TO_LEFT.contains(language.getLanguage()) ? "rtl" : "ltr");
    model.put("tone", tone(view.state()));
    model.put("live", view.state() == State.CHECKING || view.state() == State.WAITING_FOR_BANK);
    model.put("heading", label(view.state() + "_title"));
    model.put("text", label(view.state() + "_text"));
    model.put("title", documentTitle());
    view.offer().ifPresent(offer -> putOffer(model, offer));
    view.notice().ifPresent(notice -> model.put("notice", sentence(notice)));
    moneySentence().ifPresent(sentence -> model.put("money", sentence));
    model.put("rows", rows());
    model.put("buttons", buttons());
    view.successorUrl().ifPresent(url -> model.put("successorUrl", Addresses.checked(url)));
    view.retryUrl().ifPresent(url -> model.put("retryUrl", Addresses.checked(url)));
    model.put("retryLabel", label(looksAgain() ? "CheckAgain" : "TryAgain"));
    view.refreshAfter().ifPresent(after -> model.put("refresh", refresh(after)));
    model.put("questions", label(view.offer().isPresent() ? "AskPayee" : "AskSender"));
    model.put("asksSomeone", view.offer().isPresent() || view.reference().isPresent());
    return model;
  }

  private void putOffer(Map<String, Object> model, Offer offer) {
    model.put("payee", offer.payeeName());
    model.put("purpose", offer.purpose());
    model.put(
        "mark",
        offer
            .payeeName()
            .strip()
            .codePoints()
            .limit(1)
            .mapToObj(Character::toString)
            .findFirst()
            .orElse("")
            .toUpperCase(words.language()));
    model.put("testMoney", offer.testMoney());
    if (!isOver(view.state())) {
      model.put(
          "amount",
          words
              .formats()
              .money(
                  view.paid()
                      .map(PublicView.Paid::amount)
                      .filter(paid -> isReceived(view.state()))
                      .orElse(offer.amount())));
    }
  }

  private String documentTitle() {
    String title = label(view.state() + "_title");
    if (view.offer().isEmpty()) {
      return title;
    }
    facts.put("title", title);
    return label(view.state() == State.PAYABLE ? "Heading" : "HeadingWithState");
  }

  private List<Map<String, Object>> rows() {
    List<Map<String, Object>> rows = new ArrayList<>();
    view.offer()
        .ifPresent(
            offer -> {
              rows.add(row("For", offer.purpose(), false));
              offer.documentNumber().ifPresent(number -> rows.add(row("Document", number, false)));
              if (isOver(view.state())) {
                rows.add(row("Asked", words.formats().money(offer.amount()), false));
              }
              offer
                  .validUntil()
                  .filter(until -> !isReceived(view.state()))
                  .ifPresent(
                      until ->
                          rows.add(
                              row(
                                  view.state() == State.EXPIRED ? "WasValidUntil" : "PayUntil",
                                  words.formats().longDateTime(until),
                                  false)));
            });
    view.paid()
        .ifPresent(
            paid -> {
              boolean received = isReceived(view.state());
              if (!received || view.offer().isEmpty()) {
                rows.add(row("ReceivedSoFar", words.formats().money(paid.amount()), false));
              }
              rows.add(row("ReceivedAt", words.formats().longDateTime(paid.at()), false));
              rows.add(row("PaymentReference", paid.gatewayReference(), true));
            });
    return rows;
  }

  private static Map<String, Object> row(String name, String value, boolean code) {
    return Map.of("name", "PaylinkPage_" + name, "value", value, "code", code);
  }

  private List<Map<String, Object>> buttons() {
    List<Map<String, Object>> buttons = new ArrayList<>();
    view.offer()
        .ifPresent(
            offer -> {
              Map<String, String> asked = new HashMap<>(facts);
              asked.put("amount", words.formats().money(offer.amount()));
              for (PublicView.PayOption option : view.payOptions()) {
                asked.put("method", option.methodName());
                String key =
                    view.payOptions().size() == 1 ? "PaylinkPage_Pay" : "PaylinkPage_PayWith";
                buttons.add(
                    Map.of(
                        "action", Addresses.checked(option.action()),
                        "accountId", option.gatewayAccountId(),
                        "label", words.text(key, asked)));
              }
            });
    return buttons;
  }

  private String sentence(PublicView.Notice notice) {
    if (notice.declineCode().isPresent()) {
      String code = notice.declineCode().get();
      return words
              .find("PaylinkDecline_" + code, facts)
              .orElseGet(() -> words.text("PaylinkDecline_default"))
          + " "
          + label("NothingTaken");
    }
    if (notice.problem().isEmpty()) {
      return label("NotFinished");
    }
    Problem problem = notice.problem().get();
    if (problem.kind() == Problem.Kind.BUYER) {
      return words.problem(problem, notice.facts());
    }
    boolean nothingBegun = view.state() == State.PAYABLE || view.state() == State.GATEWAY_DOWN;
    return words.text(
        nothingBegun && NEVER_STARTED.contains(problem)
            ? "PaylinkBuyer_NotStarted"
            : "PaylinkBuyer_NotCertain");
  }

  /** What can be said for certain about the money of a page that asks for nothing. */
  private Optional<String> moneySentence() {
    return switch (view.state()) {
      case GATEWAY_DOWN -> Optional.of(label("NothingTaken"));
      case EXPIRED, CANCELLED, SUPERSEDED ->
          view.paid().isEmpty() ? Optional.of(label("NothingTakenByLink")) : Optional.empty();
      case PAYABLE,
          CHECKING,
          WAITING_FOR_BANK,
          PAID,
          REVIEW,
          NOTHING_DUE,
          IN_PROGRESS,
          NOT_FOUND,
          TOO_MANY_TRIES,
          UNAVAILABLE ->
          Optional.empty();
    };
  }

  private String refresh(Duration after) {
    String seconds = Long.toString(Math.max(1, after.toSeconds()));
    return view.retryUrl().map(url -> seconds + "; url=" + Addresses.checked(url)).orElse(seconds);
  }

  private boolean looksAgain() {
    return switch (view.state()) {
      case CHECKING, WAITING_FOR_BANK, IN_PROGRESS, REVIEW, PAID -> true;
      case PAYABLE,
          NOTHING_DUE,
          EXPIRED,
          CANCELLED,
          SUPERSEDED,
          NOT_FOUND,
          TOO_MANY_TRIES,
          GATEWAY_DOWN,
          UNAVAILABLE ->
          false;
    };
  }

  private static boolean isReceived(State state) {
    return state == State.PAID || state == State.REVIEW;
  }

  private static boolean isOver(State state) {
    return switch (state) {
      case NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED -> true;
      case PAYABLE,
          CHECKING,
          WAITING_FOR_BANK,
          PAID,
          REVIEW,
          IN_PROGRESS,
          NOT_FOUND,
          TOO_MANY_TRIES,
          GATEWAY_DOWN,
          UNAVAILABLE ->
          false;
    };
  }

  private static String tone(State state) {
    return switch (state) {
      case PAYABLE -> "ask";
      case PAID -> "good";
      case CHECKING -> "busy";
      case WAITING_FOR_BANK, REVIEW, IN_PROGRESS -> "wait";
      case NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED, NOT_FOUND -> "over";
      case TOO_MANY_TRIES, GATEWAY_DOWN, UNAVAILABLE -> "warn";
    };
  }

  private String label(String name) {
    return words.text("PaylinkPage_" + name, facts);
  }
}
