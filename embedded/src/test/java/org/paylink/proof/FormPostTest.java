package org.paylink.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.paylink.issuing.Issued;
import org.paylink.link.AttemptState;
import org.paylink.link.Lifecycle;
import org.paylink.link.PostingState;
import org.paylink.site.WebResponse;

/** A gateway whose page the customer's browser posts a form to. */
class FormPostTest extends Scene {
  private Choices choices;

  @BeforeEach
  void offerAll() {
    choices = new Choices(world);
    choices.setUp();
  }

  @Test
  void payingShowsOneFormThatGoesToTheGatewayAndNowhereElse() {
    Issued link = choices.issue(world.order(TOTAL), Choices.FORM);

    WebResponse answer = world.pressPay(link.url());

    Document page = Jsoup.parse(text(answer));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(page.select("form")).hasSize(1);
    assertThat(page.select("form").attr("action"))
        .isEqualTo(world.form.baseUrl() + "/hosted/payment");
    assertThat(page.select("form input[name=token]").val())
        .isEqualTo(world.form.checkout(choices.session(link)).token);
    assertThat(page.select("form button").eachText()).containsExactly("Go on and pay $50.85");
    assertThat(answer.headers().get("Content-Security-Policy"))
        .endsWith("; form-action " + world.form.baseUrl())
        .doesNotContain("unsafe");
  }

  @Test
  void pressingAgainPostsTheSameToken() {
    Issued link = choices.issue(world.order(TOTAL), Choices.FORM);

    String first = text(world.pressPay(link.url()));

    assertThat(text(world.pressPay(link.url()))).isEqualTo(first);
    assertThat(attemptStates(link)).containsExactly(AttemptState.PAYABLE);
  }

  @Test
  void thePaymentIsBookedOnceHoweverOftenItIsTold() {
    Issued link = choices.issue(world.invoice(TOTAL), Choices.FORM);
    long before = choices.taken();
    world.pressPay(link.url());
    world.form.pay(choices.session(link));

    choices.notifyOfAll();
    world.paylink.sweeper().sweep();
    choices.notifyOfAll();
    world.settleDown();

    assertThat(choices.taken() - before).isEqualTo(TOTAL.minor());
    assertThat(choices.received(link)).isEqualTo(TOTAL);
    assertThat(postingStates(link)).containsExactly(PostingState.POSTED);
    assertThat(applied(link)).isEqualTo(TOTAL);
    assertThat(payments(link)).hasSize(1);
    assertThat(lifecycle(link)).isEqualTo(Lifecycle.FULFILLED);
    assertThat(text(world.get(link.url()))).contains("Paid. Thank you!");
  }

  @Test
  void aPageThatEndedIsReplacedByANewOne() {
    Issued link = choices.issue(world.order(TOTAL), Choices.FORM);
    world.pressPay(link.url());
    String first = choices.session(link);

    world.clock.advance(Duration.ofMinutes(20));
    WebResponse answer = world.pressPay(link.url());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(choices.session(link)).isNotEqualTo(first);
    assertThat(attemptStates(link)).containsExactly(AttemptState.EXPIRED, AttemptState.PAYABLE);
  }

  @Test
  void aDeclinedCustomerComesBackAndIsToldThatNothingWasTaken() {
    Issued link = choices.issue(world.order(TOTAL), Choices.FORM);
    world.pressPay(link.url());
    String session = choices.session(link);
    world.form.decline(session, "insufficient_funds");

    String page = text(world.get(world.form.checkout(session).cancelUrl));

    assertThat(page).contains("Nothing was taken", "Pay $50.85");
    assertThat(choices.received(link).isZero()).isTrue();
  }
}
