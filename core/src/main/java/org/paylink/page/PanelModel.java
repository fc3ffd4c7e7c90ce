package org.paylink.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.paylink.page.PanelContext.Action;
import org.paylink.problem.Problem;

/** Turns the panel's view into the words and rows its template places. */
final class PanelModel {
  private final PanelView view;
  private final PanelAddresses addresses;
  private final Words words;

  private PanelModel(PanelView view, PanelAddresses addresses, Words words) {
    this.view = view;
    this.addresses = addresses;
    this.words = words;
  }

  /** What the template needs: text, booleans, lists and maps. */
  static Map<String, Object> of(PanelView view, PanelContext context, Words words) {
    return new PanelModel(view, new PanelAddresses(context), words).build();
  }

  private Map<String, Object> build() {
    Map<String, Object> model = new HashMap<>();
    model.put("lang", words.language().toLanguageTag());
    model.put("createUrl", addresses.form(Action.CREATE));
    model.put("cancelUrl", addresses.form(Action.CANCEL));
    model.put("checkUrl", addresses.form(Action.CHECK));
    model.put("showUrl", addresses.here());
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
      model.put("allUrl", addresses.desk("links", Map.of("text", view.subject().id())));
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
    PanelRowModel model = new PanelRowModel(view.subject(), view.now(), addresses, words);
    return view.rows().stream().filter(wanted).map(model::of).toList();
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
    model.put("policy", form.policy().stream().map(words::sentence).toList());
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
              model.put("useUrl", addresses.copy(live));
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
}
