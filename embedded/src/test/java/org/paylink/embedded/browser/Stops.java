package org.paylink.embedded.browser;

import java.util.List;
import org.paylink.page.PublicView.State;

/** The pages a customer may come upon. */
final class Stops {
  private static final int MORE_THAN_A_FORM_HOLDS = 20_000;

  private Stops() {}

  static List<Stop> of(Tour tour) {
    return List.of(
        new Stop(
            "payable",
            "Can be paid",
            "Who asks, how much, what for, until when, and one button.",
            State.PAYABLE,
            tour.fixed(tour::open)),
        new Stop(
            "declined",
            "Not paid: declined",
            "The bank turned the payment down. Nothing was taken; the reason stands there in the"
                + " buyer's words, and the button tries again.",
            State.PAYABLE,
            tour.fixed(tour::declined)),
        new Stop(
            "left",
            "Not paid: left without paying",
            "The customer came back from the payment provider without paying. Nothing was taken.",
            State.PAYABLE,
            tour.fixed(tour::left)),
        new Stop(
            "handover",
            "One more step",
            "Where the payment provider wants a form: the checkout has begun, and the one button posts"
                + " it to the provider's page.",
            State.HANDOVER,
            tour::handover),
        new Stop(
            "checking",
            "Checking",
            "Back from the payment provider, which has not said yet what became of the payment."
                + " The page looks again by itself, without scripts.",
            State.CHECKING,
            tour.fixed(tour::checking)),
        new Stop(
            "waiting-for-bank",
            "Waiting for the bank",
            "The customer has finished, and a slow method is on its way. The page looks again by"
                + " itself, less and less often.",
            State.WAITING_FOR_BANK,
            tour.fixed(tour::waiting)),
        new Stop(
            "paid",
            "Paid",
            "The provider says so. When, how and under which reference; the page is the receipt.",
            State.PAID,
            tour.fixed(tour::paid)),
        new Stop(
            "review",
            "In review",
            "Money came, and something about it needs a person at the payee's.",
            State.REVIEW,
            tour.fixed(tour::review)),
        new Stop(
            "nothing-due",
            "Nothing left to pay",
            "The document was settled in another way.",
            State.NOTHING_DUE,
            tour.fixed(tour::settledOtherwise)),
        new Stop(
            "in-progress",
            "Another payment is under way",
            "Pressed while the same document is being paid by another link: no second payment.",
            State.IN_PROGRESS,
            tour::inProgress),
        new Stop(
            "on-hold",
            "Too many failed tries",
            "So many tries failed that someone looks at it before there is another. No further"
                + " payment was started.",
            State.ON_HOLD,
            tour.fixed(tour::onHold)),
        new Stop(
            "expired",
            "Expired",
            "The link's validity is over. Nothing was taken with it.",
            State.EXPIRED,
            tour.fixed(tour::expired)),
        new Stop(
            "cancelled",
            "Cancelled",
            "The payee withdrew the link. Nothing was taken with it.",
            State.CANCELLED,
            tour.fixed(tour::cancelled)),
        new Stop(
            "replaced",
            "Replaced",
            "A newer link took its place; one press leads there.",
            State.SUPERSEDED,
            tour.fixed(tour::replaced)),
        new Stop(
            "not-found",
            "Not found",
            "Says nothing of what exists.",
            State.NOT_FOUND,
            (browser, language) -> tour.open(browser, "/pay/" + "A".repeat(32), language)),
        new Stop(
            "too-many-tries",
            "Too many tries",
            "Answered with 429 and the time to wait. Nothing was taken by this try.",
            State.TOO_MANY_TRIES,
            tour::tooManyTries),
        new Stop(
            "provider-down",
            "The payment provider can't be reached",
            "The payment could not be started. Nothing was taken.",
            State.GATEWAY_DOWN,
            tour::providerDown),
        new Stop(
            "unavailable",
            "Not available just now",
            "Something on our side is not working, such as an account that was switched off.",
            State.UNAVAILABLE,
            tour::unavailable),
        new Stop(
            "insecure",
            "Not protected",
            "Asked for over plain HTTP where that is not allowed.",
            State.INSECURE,
            tour::insecure),
        new Stop(
            "not-allowed",
            "Used in another way",
            "A method that no button of the page uses.",
            State.NOT_ALLOWED,
            (browser, language) ->
                tour.post(browser, "/pay/return/none." + "0".repeat(22), "x", language)),
        new Stop(
            "too-large",
            "Too much was sent",
            "More than any form of the page holds.",
            State.TOO_LARGE,
            (browser, language) ->
                tour.post(
                    browser,
                    "/pay/" + "A".repeat(32),
                    "x".repeat(MORE_THAN_A_FORM_HOLDS),
                    language)));
  }
}
