package org.paylink.page;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.PanelView.Account;
import org.paylink.page.PanelView.Cancelling;
import org.paylink.page.PanelView.CreateForm;
import org.paylink.page.PanelView.Notice;
import org.paylink.page.PanelView.Row;
import org.paylink.page.PanelView.Shown;
import org.paylink.problem.Problem;

/** The panel in the situations a user meets. */
final class PanelSamples {
  static final Instant NOW = PublicSamples.NOW;
  static final Money ASKED = Money.ofMajor("USD", "50.85");
  static final String URL = "https://pay.example.com/pay/1aVx0Qm3mH9tKkq7b2w8Zg";
  static final PanelContext CONTEXT = new Context();

  private PanelSamples() {}

  /** Addresses as the host makes them; the page of the document carries parameters of its own. */
  private static final class Context implements PanelContext {
    @Override
    public String deskUrl(String page, java.util.Map<String, String> parameters) {
      return "/paylink/" + page + "?" + parameters;
    }

    @Override
    public Optional<String> documentUrl(Subject subject) {
      return Optional.of("/documents/" + subject.id());
    }

    @Override
    public String url(Action action) {
      return switch (action) {
        case CREATE -> "/ordermgr/control/createPaylinkLink";
        case CANCEL -> "/ordermgr/control/cancelPaylinkLink";
        case CHECK -> "/ordermgr/control/checkPaylinkLink";
        case SHOW -> "/ordermgr/control/orderview?orderId=WS10003";
      };
    }

    @Override
    public String hiddenFields(Action action) {
      return "<input type=\"hidden\" name=\"csrf\" value=\"" + action.name() + "\"/>";
    }

    @Override
    public Optional<String> paymentUrl(String paymentId) {
      return Optional.of("/accounting/control/paymentOverview?paymentId=" + paymentId);
    }
  }

  static CreateForm form(Optional<String> live) {
    return new CreateForm(
        "7d1b0c1e",
        "50.85",
        "USD",
        "Order WS10003",
        "7",
        List.of(new Account("STRIPE_US", "Stripe US", false), new Account("SIM", "Trial", true)),
        List.of("STRIPE_US"),
        live,
        PanelRowSamples.POLICY);
  }

  static Notice good(String label, Map<String, String> facts) {
    return new Notice(Optional.empty(), Optional.of(label), facts);
  }

  static Notice bad(Problem problem, Map<String, String> facts) {
    return new Notice(Optional.of(problem), Optional.empty(), facts);
  }

  /** A panel; what is null is absent. */
  static PanelView panel(
      List<Row> rows, CreateForm form, Notice whyNot, Shown shown, Cancelling c, Notice notice) {
    return new PanelView(
        new Subject("Company", SubjectType.ORDER, "WS10003"),
        rows,
        Optional.ofNullable(form),
        Optional.ofNullable(whyNot),
        Optional.ofNullable(shown),
        Optional.ofNullable(c),
        Optional.ofNullable(notice),
        NOW,
        Locale.US,
        ZoneId.of("America/New_York"));
  }

  /** Every situation worth looking at, by file name. */
  static Map<String, PanelView> all() {
    Row live = PanelRowSamples.row("PL10012", LinkStatus.OPENED, Money.zero("USD"), true);
    Row paid =
        PanelRowSamples.with(
            PanelRowSamples.row("PL10003", LinkStatus.PAID, ASKED, false),
            List.of(PanelRowSamples.posting("POSTED", Optional.of("10020"))),
            List.of(),
            false);
    Map<String, PanelView> all = new LinkedHashMap<>();
    all.put("empty", panel(List.of(), form(Optional.empty()), null, null, null, null));
    all.put(
        "created",
        panel(
            List.of(PanelRowSamples.row("PL10012", LinkStatus.ISSUED, Money.zero("USD"), true)),
            form(Optional.of("PL10012")),
            null,
            new Shown("PL10012", URL),
            null,
            good("PaylinkNotice_created", Map.of("link", "PL10012", "amount", "50.85 USD"))));
    all.put(
        "live",
        panel(
            List.of(live),
            form(Optional.of("PL10012")),
            null,
            null,
            null,
            bad(Problem.LIVE_LINK_EXISTS, Map.of("linkId", "PL10012"))));
    all.put(
        "cancelling",
        panel(List.of(live), null, null, null, new Cancelling("PL10012", ASKED, 1), null));
    all.put(
        "paid", panel(List.of(paid), null, bad(Problem.DOCUMENT_PAID, Map.of()), null, null, null));
    all.put("every_status", panel(PanelRowSamples.ofEveryStatus(), null, null, null, null, null));
    all.put(
        "refused",
        panel(
            List.of(),
            form(Optional.empty()),
            null,
            null,
            null,
            bad(
                Problem.AMOUNT_OVER_OPEN_BALANCE,
                Map.of("amount", "60", "open", "50.85", "currency", "USD"))));
    return all;
  }
}
