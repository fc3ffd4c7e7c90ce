package org.paylink.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.PanelView.Account;
import org.paylink.page.PanelView.CreateForm;
import org.paylink.page.PanelView.HistoryLine;
import org.paylink.page.PanelView.PostingLine;
import org.paylink.page.PanelView.Row;
import org.paylink.page.PublicView.Offer;
import org.paylink.page.PublicView.Paid;
import org.paylink.page.PublicView.State;
import org.paylink.problem.Problem;

/** Whatever text a field holds, people read that text, and nothing of it becomes markup. */
class EscapingTest {
  private static final int TRIES = 200;
  private static final Money ASKED = Money.ofMajor("USD", "50.85");
  private final Pages pages = new FreemarkerPages(Labels.load());
  private final int publicElements = publicPage("x").getAllElements().size();
  private final int panelElements = panel("x").getAllElements().size();

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> attacks =
        Arbitraries.of(
            "<script>alert(1)</script>",
            "\"><script>alert(1)</script>",
            "' onmouseover='alert(1)",
            "</title></style></textarea><script>",
            "<!--",
            "]]>",
            "${7*7}",
            "<#assign x=1>",
            "[${payee}]",
            "&lt;b&gt;&amp;",
            "</input><img src=x onerror=alert(1)>");
    Arbitrary<String> anything =
        Arbitraries.strings()
            .withChars("<>\"'&$#{}[]()/\\=;: aZ0éß漢")
            .ofMinLength(1)
            .ofMaxLength(40);
    return Arbitraries.oneOf(attacks, anything).filter(text -> !text.isBlank());
  }

  @Property(tries = TRIES)
  void theCustomersPageShowsAnyTextAsItIs(@ForAll("texts") String text) {
    Document page = publicPage(text);
    assertThat(page.select("script, img")).isEmpty();
    // A blank mark or reference aside, text must not change how many elements there are.
    assertThat(page.getAllElements()).hasSize(publicElements);
    assertThat(page.selectFirst(".payee").wholeText()).isEqualTo(text);
    assertThat(page.selectFirst("dd").wholeText()).isEqualTo(text);
    assertThat(page.selectFirst("code").wholeText()).isEqualTo(text);
    assertThat(page.select("meta[property=og:description]").attr("content")).isEqualTo(text);
    assertThat(page.selectFirst("title").wholeText()).contains(text);
    assertThat(page.select("input[name=gatewayAccountId]").attr("value")).isEqualTo(text);
  }

  @Property(tries = TRIES)
  void thePanelShowsAnyTextAsItIs(@ForAll("texts") String text) {
    Document panel = panel(text);
    assertThat(panel.select("img")).isEmpty();
    assertThat(panel.getAllElements()).hasSize(panelElements);
    assertThat(panel.select("input[name=purpose]").attr("value")).isEqualTo(text);
    assertThat(panel.select("input[name=requestKey]").attr("value")).isEqualTo(text);
    assertThat(panel.select("[type=checkbox]").attr("value")).isEqualTo(text);
    assertThat(panel.selectFirst("[role=alert]").wholeText()).contains(text);
    assertThat(panel.selectFirst("ol.paylink-history li").wholeText()).contains(text);
  }

  private Document publicPage(String text) {
    PublicView plain = PublicSamples.of(State.PAYABLE);
    Offer offer =
        new Offer(text, text, Optional.of(text), ASKED, Optional.of(PublicSamples.NOW), true);
    return Jsoup.parse(
        pages.publicPage(
            new PublicView(
                State.PAYABLE,
                Optional.of(offer),
                List.of(new PublicView.PayOption("/start", text, text)),
                Optional.of(new PublicView.Notice(Optional.empty(), Map.of(), Optional.of(text))),
                Optional.of(new Paid(ASKED, PublicSamples.NOW, text, Optional.of(text))),
                false,
                Optional.empty(),
                Optional.of(text),
                Optional.empty(),
                Optional.empty(),
                Locale.US,
                plain.zone())));
  }

  private Document panel(String text) {
    Row plain = PanelRowSamples.row(text, LinkStatus.OPENED, ASKED, true);
    HistoryLine line = new HistoryLine("cancelled", text, PanelSamples.NOW, Map.of("reason", text));
    Row row =
        new Row(
            text,
            new Subject(text, SubjectType.INVOICE, text),
            text,
            plain.status(),
            ASKED,
            ASKED,
            false,
            plain.createdAt(),
            text,
            plain.expiresAt(),
            plain.openedAt(),
            true,
            true,
            true,
            List.of(new PostingLine(ASKED, PanelSamples.NOW, "POSTED", Optional.of(text))),
            List.of(new PanelView.OpenException(text, text)),
            List.of(line),
            plain.policy(),
            List.of(
                new PanelView.SentLine(
                    DeliveryKind.LINK,
                    Optional.of(text),
                    DeliveryState.SENT,
                    Optional.empty(),
                    PanelSamples.NOW)));
    Account account = new Account(text, text, true);
    CreateForm form =
        new CreateForm(
            text,
            text,
            "USD",
            text,
            text,
            List.of(account, account),
            List.of(text),
            Optional.of(text),
            plain.policy());
    PanelView view =
        new PanelView(
            new Subject(text, SubjectType.INVOICE, text),
            List.of(row),
            Optional.of(form),
            Optional.empty(),
            Optional.of(new PanelView.Shown(text, "https://pay.example.com/pay/x")),
            Optional.of(new PanelView.Cancelling(text, ASKED, 2)),
            Optional.of(PanelSamples.bad(Problem.DOCUMENT_UNKNOWN, Map.of("documentNumber", text))),
            PanelSamples.NOW,
            Locale.US,
            PublicSamples.of(State.PAYABLE).zone());
    return Jsoup.parseBodyFragment(pages.panel(view, PanelSamples.CONTEXT));
  }
}
