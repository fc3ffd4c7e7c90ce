package org.paylink.page;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.paylink.link.DeliveryState;
import org.paylink.link.LinkStatus;
import org.paylink.page.PanelContext.Action;
import org.paylink.policy.Sentence;
import org.paylink.problem.Problem;

/** Turns the panel's view into the words and rows its template places. */
final class PanelModel {
  private static final String HERE = "#paylink-panel";

  private static final String NOTHING = "–";

  private final PanelView view;
  private final PanelContext context;
  private final Words words;

  private PanelModel(PanelView view, PanelContext context, Words words) {
    this.view = view;
    this.context = context;
    this.words = words;
  }

  /** What the template needs: text, booleans, lists and maps. */
  static Map<String, Object> of(PanelView view, PanelContext context, Words words) {
    return new PanelModel(view, context, words).build();
  }

  private Map<String, Object> build() {
    Map<String, Object> model = new HashMap<>();
    model.put("lang", words.language().toLanguageTag());
    model.put("createUrl", Addresses.checked(context.url(Action.CREATE)));
    model.put("cancelUrl", Addresses.checked(context.url(Action.CANCEL)));
    model.put("checkUrl", Addresses.checked(context.url(Action.CHECK)));
    model.put("showUrl", Addresses.checked(context.url(Action.SHOW)) + HERE);
    model.put(
        "subject",
        Map.of(
            "type", view.subject().type().name(),
            "id", view.subject().id(),
            "organization", view.subject().organizationPartyId()));
    boolean onAccount = view.subject().type().isOnAccount();
    model.put("onAccount", onAccount);
    model.put("rows", rows(row -> !onAccount || row.isLive()));
    model.put("past", rows(row -> onAccount && !row.isLive()));
    if (onAccount && !view.rows().isEmpty()) {
      // The list finds by words, and a party's number finds what that party pays.
      model.put(
          "allUrl",
          Addresses.checked(context.deskUrl("links", Map.of("text", view.subject().id()))));
    }
    view.notice().ifPresent(notice -> model.put("notice", notice(notice)));
    view.whyNot().ifPresent(notice -> model.put("whyNot", whyNot(notice)));
    view.shown()
        .ifPresent(
            shown ->
                model.put(
                    "shown", Map.of("id", shown.linkId(), "url", Addresses.checked(shown.url()))));
    view.cancelling().ifPresent(cancelling -> model.put("cancelling", cancelling(cancelling)));
    view.createForm().ifPresent(form -> model.put("form", form(form)));
    return model;
  }

  private List<Map<String, Object>> rows(Predicate<PanelView.Row> wanted) {
    return view.rows().stream().filter(wanted).map(this::row).toList();
  }

  /** A party's links differ in what they are for, which its panel says. */
  private void putAbout(Map<String, Object> model, PanelView.Row row) {
    if (row.subject().type().isOnAccount()) {
      model.put("about", row.purpose());
    } else if (view.subject().type().isOnAccount()) {
      model.put(
          "about", words.text("PaylinkSubject_" + row.subject().type()) + " " + row.subject().id());
      context
          .documentUrl(row.subject())
          .ifPresent(address -> model.put("aboutUrl", Addresses.checked(address)));
    }
  }

  private Map<String, Object> row(PanelView.Row row) {
    Map<String, Object> model = new HashMap<>();
    putAbout(model, row);
    model.put("id", row.linkId());
    model.put("status", words.text(row.status().labelKey()));
    model.put("tone", row.status().name().toLowerCase(Locale.ROOT));
    model.put("test", row.testMoney());
    model.put("amount", words.formats().money(row.amount()));
    model.put(
        "received", row.received().isZero() ? NOTHING : words.formats().money(row.received()));
    model.put("created", words.formats().dateTime(row.createdAt()));
    model.put("by", actor(row.createdBy()));
    model.put(
        "opened",
        row.openedAt()
            .map(words.formats()::dateTime)
            .orElseGet(() -> words.text("PaylinkPanel_NotOpened")));
    model.put("valid", validity(row));
    row.expiresAt()
        .filter(until -> row.open())
        .ifPresent(until -> model.put("until", words.formats().dateTime(until)));
    model.put("linkUrl", Addresses.checked(context.deskUrl("link", Map.of("id", row.linkId()))));
    if (row.mayCopy()) {
      model.put("copyUrl", show("paylinkShow", row.linkId()));
      model.put(
          "payNowUrl",
          Addresses.checked(context.deskUrl("payNow", Map.of("paymentLinkId", row.linkId()))));
      model.put("sendUrl", desk("compose", row.linkId()));
      model.put("qrUrl", desk("qr", row.linkId()));
    }
    if (row.mayCancel()) {
      model.put("cancelUrl", show("paylinkCancel", row.linkId()));
    }
    model.put("mayCheck", row.status() != LinkStatus.PAID);
    model.put("exceptions", row.exceptions().stream().map(this::exception).toList());
    model.put("postings", row.postings().stream().map(this::posting).toList());
    model.put("policy", sentences(row.policy()));
    model.put("history", row.history().stream().map(this::historyLine).toList());
    model.put("sent", row.sent().stream().map(this::sent).toList());
    return model;
  }

  private String validity(PanelView.Row row) {
    if (!row.open()) {
      return row.status() == LinkStatus.EXPIRED ? words.text("PaylinkPanel_Ended") : NOTHING;
    }
    if (row.expiresAt().isEmpty()) {
      return words.text("PaylinkPanel_NoEnd");
    }
    Optional<Formats.Left> left = Formats.left(view.now(), row.expiresAt().get());
    return left.map(l -> words.text(l.labelKey(), Map.of("count", Long.toString(l.count()))))
        .orElseGet(() -> words.text("PaylinkPanel_Ended"));
  }

  private Map<String, Object> exception(PanelView.OpenException exception) {
    String kind = exception.kind();
    return Map.of(
        "sentence", words.find("PaylinkException_" + kind, Map.of()).orElse(kind),
        "url", Addresses.checked(context.deskUrl("exception", Map.of("id", exception.id()))));
  }

  private List<String> sentences(List<Sentence> policy) {
    return policy.stream().map(each -> words.text(each.labelKey(), each.facts())).toList();
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
              context
                  .paymentUrl(id)
                  .ifPresent(address -> model.put("url", Addresses.checked(address)));
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

  private String desk(String page, String linkId) {
    return Addresses.checked(context.deskUrl(page, Map.of("link", linkId)));
  }

  private Map<String, Object> historyLine(PanelView.HistoryLine line) {
    return Map.of(
        "at", words.formats().dateTime(line.at()),
        "iso", line.at().toString(),
        "text", words.find("PaylinkEvent_" + line.event(), line.details()).orElse(line.event()),
        "actor", actor(line.actor()));
  }

  private String actor(String actor) {
    return words.actor(actor);
  }

  private Map<String, Object> cancelling(PanelView.Cancelling cancelling) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", cancelling.linkId());
    model.put("amount", words.formats().money(cancelling.amount()));
    int open = cancelling.openCheckouts();
    if (open > 0) {
      String key = "PaylinkPanel_CancelCheckouts_" + (open == 1 ? "one" : "other");
      model.put("checkouts", words.text(key, Map.of("count", Integer.toString(open))));
    }
    return model;
  }

  private Map<String, Object> form(PanelView.CreateForm form) {
    Map<String, Object> model = new HashMap<>();
    model.put("requestKey", form.requestKey());
    model.put("amount", form.amount());
    model.put("currency", form.currency());
    model.put("purpose", form.purpose());
    model.put("validityDays", form.validityDays());
    model.put("policy", sentences(form.policy()));
    model.put(
        "accounts",
        form.accounts().stream()
            .map(
                account ->
                    Map.of(
                        "id",
                        account.id(),
                        "name",
                        accountName(account),
                        "chosen",
                        form.accountIds().contains(account.id())))
            .toList());
    form.liveLinkId()
        .ifPresent(
            live -> {
              model.put("live", live);
              model.put("useUrl", show("paylinkShow", live));
            });
    model.put("open", refusedForm());
    return model;
  }

  /** Whether the user has just been told to mend what the form holds. */
  private boolean refusedForm() {
    return view.notice()
        .flatMap(PanelView.Notice::problem)
        .filter(problem -> problem.kind() == Problem.Kind.USER)
        .isPresent();
  }

  private String accountName(PanelView.Account account) {
    return account.testMode()
        ? words.text("PaylinkPanel_AccountTest", Map.of("account", account.name()))
        : account.name();
  }

  private Map<String, Object> notice(PanelView.Notice notice) {
    return Map.of(
        "good", notice.problem().isEmpty() && !notice.warning(), "sentence", sentence(notice));
  }

  /** Nobody has tried anything yet, so sentences that tell of a refused try would be wrong. */
  private String whyNot(PanelView.Notice notice) {
    return notice
        .problem()
        .flatMap(problem -> words.find("PaylinkWhyNot_" + problem, notice.facts()))
        .orElseGet(() -> sentence(notice));
  }

  private String sentence(PanelView.Notice notice) {
    return notice
        .problem()
        .map(problem -> words.problem(problem, notice.facts()))
        .orElseGet(() -> words.text(notice.labelKey().orElseThrow(), notice.facts()));
  }

  private String show(String name, String linkId) {
    return Addresses.with(context.url(Action.SHOW), name, linkId) + HERE;
  }
}
