package org.paylink.page;

import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.link.Subject;

/** Turns one link of a panel into the words its template places. */
final class PanelRowModel {
  private static final String NOTHING = "–";

  private final Subject panelOf;
  private final Instant now;
  private final PanelAddresses addresses;
  private final Words words;

  /**
   * For the links of one panel.
   *
   * @param panelOf whose panel it is
   * @param now from when on a link's remaining time is counted
   */
  PanelRowModel(Subject panelOf, Instant now, PanelAddresses addresses, Words words) {
    this.panelOf = panelOf;
    this.now = now;
    this.addresses = addresses;
    this.words = words;
  }

  /** What the template needs of one link. */
  Map<String, Object> of(PanelView.Row row) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", row.linkId());
    model.put("status", words.text(row.status().labelKey()));
    model.put("tone", row.status().name().toLowerCase(Locale.ROOT));
    model.put("test", row.testMoney());
    model.put("amount", words.formats().money(row.amount()));
    model.put(
        "received", row.received().isZero() ? NOTHING : words.formats().money(row.received()));
    putAbout(model, row);
    putTimes(model, row);
    putAddresses(model, row);
    model.put("mayCheck", row.status() != LinkStatus.PAID);
    model.put("exceptions", row.exceptions().stream().map(this::exception).toList());
    model.put("postings", row.postings().stream().map(this::posting).toList());
    model.put("policy", row.policy().stream().map(words::sentence).toList());
    model.put("history", row.history().stream().map(this::historyLine).toList());
    model.put("sent", row.sent().stream().map(this::sent).toList());
    return model;
  }

  /** A party's links differ in what they are for, which its panel says. */
  private void putAbout(Map<String, Object> model, PanelView.Row row) {
    if (row.subject().type().isOnAccount()) {
      model.put("about", row.purpose());
    } else if (panelOf.type().isOnAccount()) {
      model.put(
          "about", words.text("PaylinkSubject_" + row.subject().type()) + " " + row.subject().id());
      addresses.document(row.subject()).ifPresent(address -> model.put("aboutUrl", address));
    }
  }

  private void putTimes(Map<String, Object> model, PanelView.Row row) {
    model.put("created", words.formats().dateTime(row.createdAt()));
    model.put("by", words.actor(row.createdBy()));
    model.put(
        "opened",
        row.openedAt()
            .map(words.formats()::dateTime)
            .orElseGet(() -> words.text("PaylinkPanel_NotOpened")));
    model.put("valid", validity(row));
    row.expiresAt()
        .filter(until -> row.open())
        .ifPresent(until -> model.put("until", words.formats().dateTime(until)));
  }

  private void putAddresses(Map<String, Object> model, PanelView.Row row) {
    String id = row.linkId();
    model.put("linkUrl", addresses.desk("link", Map.of("id", id)));
    if (row.mayCopy()) {
      model.put("copyUrl", addresses.copy(id));
      model.put("payNowUrl", addresses.desk("payNow", Map.of("paymentLinkId", id)));
      model.put("sendUrl", addresses.desk("compose", Map.of("link", id)));
      model.put("qrUrl", addresses.desk("qr", Map.of("link", id)));
    }
    if (row.mayCancel()) {
      model.put("cancelUrl", addresses.cancel(id));
    }
  }

  private String validity(PanelView.Row row) {
    if (!row.open()) {
      return row.status() == LinkStatus.EXPIRED ? words.text("PaylinkPanel_Ended") : NOTHING;
    }
    if (row.expiresAt().isEmpty()) {
      return words.text("PaylinkPanel_NoEnd");
    }
    Optional<Formats.Left> left = Formats.left(now, row.expiresAt().get());
    return left.map(l -> words.text(l.labelKey(), Map.of("count", Long.toString(l.count()))))
        .orElseGet(() -> words.text("PaylinkPanel_Ended"));
  }

  private Map<String, Object> exception(PanelView.OpenException exception) {
    String kind = exception.kind();
    return Map.of(
        "sentence", words.find("PaylinkException_" + kind, Map.of()).orElse(kind),
        "url", addresses.desk("exception", Map.of("id", exception.id())));
  }

  private Map<String, Object> posting(PanelView.PostingLine posting) {
    Map<String, Object> model = new HashMap<>();
    model.put("amount", words.formats().money(posting.amount()));
    model.put("at", words.formats().dateTime(posting.at()));
    model.put("state", words.text("PaylinkPosting_" + posting.state()));
    posting
        .paymentId()
        .ifPresent(
            id -> {
              model.put("payment", words.text("PaylinkPanel_Payment", Map.of("payment", id)));
              addresses.payment(id).ifPresent(address -> model.put("url", address));
            });
    return model;
  }

  private Map<String, Object> sent(PanelView.SentLine line) {
    Map<String, String> facts = new HashMap<>();
    facts.put("delivery", line.kind().name());
    facts.put("recipient", line.recipient().orElse(""));
    facts.put("date", words.formats().dateTime(line.at()));
    Map<String, Object> model = new HashMap<>();
    boolean arrived = line.state() == DeliveryState.SENT;
    model.put(
        "text", words.text(arrived ? "PaylinkPanel_WentTo" : "PaylinkPanel_WentNowhere", facts));
    model.put("good", arrived);
    model.put("state", words.text("PaylinkDeliveryState_" + line.state()));
    line.reason().ifPresent(why -> model.put("reason", words.text("PaylinkNotSent_" + why)));
    return model;
  }

  private Map<String, Object> historyLine(PanelView.HistoryLine line) {
    return Map.of(
        "at", words.formats().dateTime(line.at()),
        "iso", line.at().toString(),
        "text", words.find("PaylinkEvent_" + line.event(), line.details()).orElse(line.event()),
        "actor", words.actor(line.actor()));
  }
}
