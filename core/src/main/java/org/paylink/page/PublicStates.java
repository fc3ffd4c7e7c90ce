package org.paylink.page;

import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** What follows from the state of the customer's page alone. */
final class PublicStates {
  private PublicStates() {}

  /** The page's look: the name of its icon and colour. */
  static String tone(State state) {
    return switch (state) {
      case PAYABLE, HANDOVER -> "ask";
      case PAID -> "good";
      case CHECKING -> "busy";
      case WAITING_FOR_BANK, REVIEW, IN_PROGRESS, ON_HOLD -> "wait";
      case PAID_BACK, NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED, NOT_FOUND -> "over";
      case TOO_MANY_TRIES, GATEWAY_DOWN, UNAVAILABLE -> "warn";
      case INSECURE, NOT_ALLOWED, TOO_LARGE -> "warn";
    };
  }

  /** Whether money has arrived. */
  static boolean isReceived(State state) {
    return state == State.PAID || state == State.REVIEW;
  }

  /** Whether the link was closed before it was paid. */
  static boolean isClosed(State state) {
    return state == State.EXPIRED || state == State.CANCELLED || state == State.SUPERSEDED;
  }

  /** Whether nothing is asked any more, so that the amount must not look like a demand. */
  static boolean isOver(State state) {
    return isClosed(state) || state == State.NOTHING_DUE || state == State.PAID_BACK;
  }

  /** Whether the page is read again without the customer's doing. */
  static boolean looksAgainByItself(State state) {
    return state == State.CHECKING || state == State.WAITING_FOR_BANK;
  }

  /** Whether looking again can show something else; where it can be paid, the button does that. */
  static boolean mayChange(State state) {
    return switch (state) {
      case CHECKING, WAITING_FOR_BANK, REVIEW, IN_PROGRESS, ON_HOLD -> true;
      case TOO_MANY_TRIES, GATEWAY_DOWN, UNAVAILABLE, NOT_ALLOWED, TOO_LARGE -> true;
      case PAYABLE, HANDOVER, PAID, PAID_BACK -> false;
      case NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED -> false;
      case NOT_FOUND, INSECURE -> false;
    };
  }

  /** Whether *Try again* is meant, and not *Check again*. */
  static boolean retries(State state) {
    return tone(state).equals("warn");
  }

  /** Whether the end of the validity still matters to the customer. */
  static boolean showsValidity(State state) {
    return switch (state) {
      case PAYABLE, HANDOVER, IN_PROGRESS, GATEWAY_DOWN, EXPIRED, ON_HOLD -> true;
      case CHECKING, WAITING_FOR_BANK, PAID, PAID_BACK, REVIEW -> false;
      case NOTHING_DUE, CANCELLED, SUPERSEDED -> false;
      case NOT_FOUND, TOO_MANY_TRIES, UNAVAILABLE -> false;
      case INSECURE, NOT_ALLOWED, TOO_LARGE -> false;
    };
  }

  /** Whether the page itself tells what this problem would tell. */
  static boolean tells(State state, Problem problem) {
    return switch (state) {
      case EXPIRED -> problem == Problem.LINK_EXPIRED || problem == Problem.LINK_CLOSED;
      case CANCELLED -> problem == Problem.LINK_CANCELLED || problem == Problem.LINK_CLOSED;
      case SUPERSEDED -> problem == Problem.LINK_SUPERSEDED || problem == Problem.LINK_CLOSED;
      case IN_PROGRESS -> problem == Problem.PAYMENT_IN_PROGRESS;
      case ON_HOLD -> problem == Problem.TOO_MANY_ATTEMPTS;
      case NOT_FOUND -> problem == Problem.NOT_FOUND;
      case TOO_MANY_TRIES -> problem == Problem.TOO_MANY_REQUESTS;
      case GATEWAY_DOWN -> problem.kind() == Problem.Kind.GATEWAY;
      case UNAVAILABLE -> problem.kind() != Problem.Kind.BUYER;
      case TOO_LARGE -> problem == Problem.BODY_TOO_LARGE;
      case PAYABLE, HANDOVER, CHECKING, WAITING_FOR_BANK, PAID, PAID_BACK -> false;
      case REVIEW, NOTHING_DUE -> false;
      case INSECURE, NOT_ALLOWED -> false;
    };
  }

  /** Whether the request was turned away before anything was done for it. */
  static boolean isTurnedAway(State state) {
    return switch (state) {
      case TOO_MANY_TRIES, INSECURE, NOT_ALLOWED, TOO_LARGE -> true;
      case PAYABLE, HANDOVER, CHECKING, WAITING_FOR_BANK, PAID, REVIEW, IN_PROGRESS, ON_HOLD ->
          false;
      case PAID_BACK, NOTHING_DUE, EXPIRED, CANCELLED, SUPERSEDED, NOT_FOUND -> false;
      case GATEWAY_DOWN, UNAVAILABLE -> false;
    };
  }
}
