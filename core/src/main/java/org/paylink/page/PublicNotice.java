package org.paylink.page;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** What just happened, in the customer's words. */
final class PublicNotice {
  /** Problems that stop a payment before the customer was given anything that could be paid. */
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

  /** Problems found only when a checkout was let begin, so when no other was under way. */
  private static final Set<Problem> REFUSED_TO_START =
      Set.of(Problem.ACCOUNT_KEY_REFUSED, Problem.GATEWAY_REFUSED);

  private PublicNotice() {}

  /** Whether it is our set-up the gateway refused to start with, so that nothing was taken. */
  static boolean refusesToStart(PublicView view) {
    return view.state() == State.UNAVAILABLE
        && view.notice()
            .flatMap(PublicView.Notice::problem)
            .filter(REFUSED_TO_START::contains)
            .isPresent();
  }

  /** The notice's heading and sentence; nothing when the page tells the same anyway. */
  static Optional<Map<String, String>> of(PublicView view, Words words) {
    return view.notice()
        .filter(notice -> !isTold(view.state(), notice))
        .map(notice -> model(view, notice, words));
  }

  private static boolean isTold(State state, PublicView.Notice notice) {
    return notice.declineCode().isEmpty()
        && notice.problem().filter(problem -> PublicStates.tells(state, problem)).isPresent();
  }

  private static Map<String, String> model(PublicView view, PublicView.Notice notice, Words words) {
    Map<String, String> model = new HashMap<>();
    boolean nothingTaken = nothingTaken(view, notice);
    if (nothingTaken) {
      model.put("heading", words.text("PaylinkPage_NotPaid"));
    }
    model.put("sentence", sentence(notice, nothingTaken, words));
    return model;
  }

  private static String sentence(PublicView.Notice notice, boolean nothingTaken, Words words) {
    if (notice.declineCode().isPresent()) {
      return words
          .find("PaylinkDecline_" + notice.declineCode().get(), Map.of())
          .orElseGet(() -> words.text("PaylinkDecline_default"));
    }
    if (notice.problem().isEmpty()) {
      return words.text("PaylinkPage_NotFinished");
    }
    Problem problem = notice.problem().get();
    if (problem.kind() == Problem.Kind.BUYER) {
      return words.problem(problem, notice.facts());
    }
    return words.text(nothingTaken ? "PaylinkBuyer_NotStarted" : "PaylinkBuyer_NotCertain");
  }

  /** Whether it is certain: only where the link is payable, which core says when nothing waits. */
  private static boolean nothingTaken(PublicView view, PublicView.Notice notice) {
    boolean begun =
        view.state() != State.GATEWAY_DOWN
            && (view.state() != State.PAYABLE || !view.nothingTaken());
    boolean aboutAProblem = notice.declineCode().isEmpty() && notice.problem().isPresent();
    return !begun && (!aboutAProblem || NEVER_STARTED.contains(notice.problem().get()));
  }
}
