package org.paylink.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.paylink.host.Actor;
import org.paylink.host.Permission;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.DeskNotice;
import org.paylink.page.DeskPlaces;
import org.paylink.page.DeskView;
import org.paylink.page.FreemarkerPages;
import org.paylink.page.Labels;
import org.paylink.problem.PaylinkException;
import org.paylink.problem.Problem;

class DeskTest {
  private final Desk desk = new Desk(List.of(new Sample()), new FreemarkerPages(Labels.load()));

  @Test
  void aPageIsShownInTheReadersWords() {
    DeskResult.Html page = html(desk.show("sample", request(Map.of()), Optional.empty()));

    assertThat(page.status()).isEqualTo(200);
    assertThat(page.title()).isEqualTo("Payment links");
    assertThat(page.html()).contains("$12.50", "/desk/sample?id=7", "<input type=\"hidden\"");
  }

  @Test
  void aPageNobodyKnowsIsSaidInWords() {
    DeskResult.Html page = html(desk.show("<script>", request(Map.of()), Optional.empty()));

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.html()).contains("There is no such page", "Nothing was changed");
  }

  @Test
  void whoMayNotSeeAPageIsToldWhatIsMissing() {
    DeskRequest visitor = request(Map.of(), new Actor("visitor", permission -> false));

    DeskResult.Html page = html(desk.show("sample", visitor, Optional.empty()));

    assertThat(page.status()).isEqualTo(403);
    assertThat(page.html()).contains("PAYLINK_VIEW").doesNotContain("12.50");
    assertThat(html(desk.act("sample", visitor)).status()).isEqualTo(403);
  }

  @Test
  void aFormThatDidItsWorkSendsTheBrowserOnWithANotice() {
    DeskResult result = desk.act("sample", request(Map.of("amount", List.of("5"))));

    assertThat(result)
        .isEqualTo(
            new DeskResult.SeeOther(
                "/desk/sample?id=1",
                Optional.of(DeskNotice.good("PaylinkNotice_checked", Map.of()))));
  }

  @Test
  void aRefusedFormShowsTheSentenceAtItsFieldAndWhatWasTyped() {
    DeskResult.Html page = html(desk.act("sample", request(Map.of("amount", List.of("5<x")))));

    assertThat(page.status()).isEqualTo(422);
    assertThat(page.html())
        .contains("value=\"5&lt;x\"", "id=\"paylink-amount-problem\"", "aria-invalid=\"true\"");
  }

  @Test
  void whatNobodyForesawIsSaidWithoutItsDetails() {
    DeskResult.Html page = html(desk.act("sample", request(Map.of("fail", List.of("Y")))));

    assertThat(page.status()).isEqualTo(500);
    assertThat(page.html()).doesNotContain("password is 1234");
  }

  private static DeskResult.Html html(DeskResult result) {
    return (DeskResult.Html) result;
  }

  private static DeskRequest request(Map<String, List<String>> parameters) {
    return request(parameters, new Actor("sales", Permission.VIEW::equals));
  }

  private static DeskRequest request(Map<String, List<String>> parameters, Actor actor) {
    return new DeskRequest(
        parameters, actor, Locale.US, ZoneOffset.UTC, new Places(), Optional.empty());
  }

  /** A page with one field. */
  private static final class Sample implements DeskPage {
    @Override
    public String name() {
      return "sample";
    }

    @Override
    public Permission permission() {
      return Permission.VIEW;
    }

    @Override
    public DeskAnswer show(DeskRequest request) {
      return DeskAnswer.show(
          DeskView.of(
              "PaylinkPaymentLinks",
              "sample",
              Map.of(
                  "money", Money.ofMinor("USD", 1250),
                  "at", Instant.EPOCH,
                  "absent", Optional.empty(),
                  "typed", request.typed("amount", "12.50"))));
    }

    @Override
    public DeskAnswer act(DeskRequest request) {
      if (request.isYes("fail")) {
        throw new IllegalStateException("the password is 1234");
      }
      String amount = request.text("amount").orElse("");
      if (!amount.equals("5")) {
        throw new PaylinkException(
            Problem.AMOUNT_MALFORMED,
            Map.of("field", "amount", "amount", amount, "currency", "USD", "decimals", "2"));
      }
      return DeskAnswer.done("sample", Map.of("id", "1"), "PaylinkNotice_checked", Map.of());
    }
  }

  private static final class Places implements DeskPlaces {
    @Override
    public String page(String name, Map<String, String> parameters) {
      return parameters.entrySet().stream()
          .map(e -> "?" + e.getKey() + "=" + e.getValue())
          .reduce("/desk/" + name, String::concat);
    }

    @Override
    public Form post(String name) {
      return new Form("/desk/" + name, "<input type=\"hidden\" name=\"token\" value=\"t\"/>");
    }

    @Override
    public Form search(String name) {
      return new Form("/desk/" + name, "");
    }

    @Override
    public Optional<String> document(SubjectType type, String id) {
      return Optional.empty();
    }

    @Override
    public Optional<String> payment(String paymentId) {
      return Optional.empty();
    }
  }
}
