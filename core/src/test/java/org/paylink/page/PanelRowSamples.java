package org.paylink.page;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.DeliveryKind;
import org.paylink.link.DeliveryReason;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;
import org.paylink.link.SubjectType;
import org.paylink.money.Money;
import org.paylink.page.PanelView.HistoryLine;
import org.paylink.page.PanelView.OpenException;
import org.paylink.page.PanelView.PostingLine;
import org.paylink.page.PanelView.Row;
import org.paylink.policy.Sentence;

/** Links as a panel shows them, in every status. */
final class PanelRowSamples {
  private static final Instant NOW = PanelSamples.NOW;
  private static final Money ASKED = PanelSamples.ASKED;

  static final List<Sentence> POLICY =
      List.of(
          new Sentence("PaylinkPolicy_Amount_LOWER", Map.of()),
          new Sentence("PaylinkPolicy_Valid_other", Map.of("count", "8")),
          new Sentence("PaylinkPolicy_ApprovalUpTo", Map.of("amount", "500.00 USD")));

  private PanelRowSamples() {}

  static Row row(String id, LinkStatus status, Money received, boolean open) {
    return new Row(
        id,
        new Subject("Company", SubjectType.ORDER, "WS10003"),
        "Order WS10003",
        status,
        ASKED,
        received,
        false,
        NOW.minus(Duration.ofDays(2)),
        "DemoRepAll",
        Optional.of(NOW.plus(Duration.ofDays(6))),
        status == LinkStatus.ISSUED
            ? Optional.empty()
            : Optional.of(NOW.minus(Duration.ofHours(20))),
        open,
        open,
        open,
        List.of(),
        List.of(),
        history(status),
        POLICY,
        sent(status));
  }

  private static List<PanelView.SentLine> sent(LinkStatus status) {
    Optional<String> customer = Optional.of("customer@example.com");
    Instant before = NOW.minus(Duration.ofHours(30));
    return switch (status) {
      case ISSUED ->
          List.of(
              new PanelView.SentLine(
                  DeliveryKind.LINK,
                  customer,
                  DeliveryState.NOT_SENT,
                  Optional.of(DeliveryReason.SWITCHED_OFF),
                  before));
      case OPENED, SENT ->
          List.of(
              new PanelView.SentLine(
                  DeliveryKind.LINK, customer, DeliveryState.SENT, Optional.empty(), before));
      default -> List.of();
    };
  }

  private static List<HistoryLine> history(LinkStatus status) {
    HistoryLine issued =
        line("issued", "DemoRepAll", 48, Map.of("amount", "50.85", "currency", "USD"));
    HistoryLine opened = line("opened", "<customer>", 20, Map.of("device", "PHONE"));
    HistoryLine declined =
        line("attempt_declined", "<gateway>", 19, Map.of("decline", "insufficient_funds"));
    HistoryLine paid =
        line("paid", "<gateway>", 18, Map.of("amount", "50.85 USD", "reference", "pi_3QKzv2Lk"));
    HistoryLine posted = line("posted", "<paylink>", 18, Map.of("paymentId", "10020"));
    return switch (status) {
      case ISSUED -> List.of(issued);
      case PAID -> List.of(posted, paid, declined, opened, issued);
      default -> List.of(declined, opened, issued);
    };
  }

  private static HistoryLine line(String event, String actor, int hoursAgo, Map<String, String> d) {
    return new HistoryLine(event, actor, NOW.minus(Duration.ofHours(hoursAgo)), d);
  }

  static Row with(Row row, List<PostingLine> postings, List<String> kinds, boolean test) {
    return new Row(
        row.linkId(),
        row.subject(),
        row.purpose(),
        row.status(),
        row.amount(),
        row.received(),
        test,
        row.createdAt(),
        row.createdBy(),
        row.expiresAt(),
        row.openedAt(),
        row.open(),
        row.mayCopy(),
        row.mayCancel(),
        postings,
        kinds.stream().map(kind -> new OpenException("x-" + kind, kind)).toList(),
        row.history(),
        row.policy(),
        row.sent());
  }

  static PostingLine posting(String state, Optional<String> paymentId) {
    return new PostingLine(ASKED, NOW.minus(Duration.ofHours(18)), state, paymentId);
  }

  static List<Row> ofEveryStatus() {
    Money nothing = Money.zero("USD");
    Row paid = row("PL10003", LinkStatus.PAID, ASKED, false);
    Row partly = row("PL10004", LinkStatus.PARTLY_PAID, Money.ofMajor("USD", "20.00"), true);
    Row review = row("PL10005", LinkStatus.MANUAL_REVIEW, ASKED, false);
    return List.of(
        row("PL10012", LinkStatus.ISSUED, nothing, true),
        with(row("PL10011", LinkStatus.OPENED, nothing, true), List.of(), List.of(), true),
        row("PL10010", LinkStatus.PENDING, nothing, true),
        row("PL10009", LinkStatus.FAILED, nothing, true),
        row("PL10008", LinkStatus.EXPIRED, nothing, false),
        row("PL10007", LinkStatus.CANCELLED, nothing, false),
        row("PL10006", LinkStatus.SUPERSEDED, nothing, false),
        row("PL10002", LinkStatus.DEACTIVATED, nothing, false),
        with(
            review,
            List.of(posting("HELD", Optional.empty())),
            List.of("AMOUNT_DIFFERS", "CLOSED_LINK_PAID"),
            false),
        with(partly, List.of(posting("PENDING", Optional.empty())), List.of(), false),
        with(paid, List.of(posting("POSTED", Optional.of("10020"))), List.of(), false));
  }
}
